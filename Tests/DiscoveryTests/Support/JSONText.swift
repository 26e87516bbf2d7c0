import Discovery

/// What a reader makes of a text, as lines that a test can compare.
enum JSONText {
    /// Every token, until the end or the first error.
    static func tokens(_ input: ImportInput, framing: JSONReader.Framing = .document) -> [String] {
        var found: [String] = []
        do {
            let reader = try JSONReader(input, framing: framing)
            while try reader.next() != .end { found.append(describe(reader)) }
        } catch {
            found.append("\(error)")
        }
        return found
    }

    private static func describe(_ reader: JSONReader) -> String {
        let place = "\(reader.position)"
        return switch reader.token {
        case .key: "\(place) key \(reader.keyText)"
        case .string: "\(place) string \(reader.stringText)"
        case .number: "\(place) \(reader.number)"
        default: "\(place) \(reader.token)"
        }
    }

    /// The one error of reading a text; nil when it is valid.
    static func failure(_ text: String) -> String? { failure(Array(text.utf8)) }

    static func failure(_ bytes: [UInt8]) -> String? {
        do {
            let reader = try JSONReader(Inputs.bytes(bytes))
            while try reader.next() != .end {}
            return nil
        } catch {
            return "\(error)"
        }
    }
}
