import GraphModel

/// Pulls the records of the interchange format out of one input, one at a time.
///
/// A record of the wrong shape is rejected, and so is a line that is not JSON; reading goes on behind it. Two faults
/// end the input: a document that is not JSON, since nothing tells where its next record starts, and a first line
/// that is not JSON, since then the input is of another format.
final class InterchangeReader {
    /// The version that `{"faultline": 1}` states.
    static let version: Int64 = 1

    private enum Place { case outside, document, list }

    private let reader: JSONReader
    private let name: String
    private let sink: any DiscoverySink
    private var place = Place.outside
    /// The reader stands on a key that nobody has looked at.
    private var hasPendingKey = false
    private var hasReadAnything = false

    init(_ input: ImportInput, reportingTo sink: any DiscoverySink) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        name = input.name
        self.sink = sink
    }

    /// The next record; nil at the end of the input.
    func next() throws(ImportError) -> DiscoveredRecord? {
        while true {
            switch place {
            case .outside:
                do {
                    guard try reader.nextDocument() else { return nil }
                    if let record = try readTopLevel() { return record }
                } catch {
                    try recoverOutside(from: error)
                }
            case .document: try readDocumentKey()
            case .list:
                guard try reader.nextElement() else {
                    place = .document
                    continue
                }
                do {
                    return try readElement()
                } catch {
                    try recoverInList(from: error)
                }
            }
        }
    }

    /// Reads a record that stands for itself; nil when what begins here is a document.
    private func readTopLevel() throws(ImportError) -> DiscoveredRecord? {
        guard reader.token == .beginObject else {
            throw reader.error(.badRecord, "a record is an object, and this is \(reader.token.kindName)")
        }
        var record = InterchangeRecord(at: start)
        if try reader.nextKey() {
            if reader.keyIs("faultline") || reader.keyIs("$schema") || reader.keyIs("items")
                || reader.keyIs("relationships")
            {
                place = .document
                hasPendingKey = true
                return nil
            }
            repeat { try record.readMember(reader) } while try reader.nextKey()
        }
        let finished = try record.finish()
        hasReadAnything = true
        return finished
    }

    private func readElement() throws(ImportError) -> DiscoveredRecord {
        let start = start
        if reader.token == .string { return .removedItem(nativeID: reader.stringText, start) }
        try reader.beginObject()
        var record = InterchangeRecord(at: start)
        while try reader.nextKey() { try record.readMember(reader) }
        return try record.finish()
    }

    private var start: SourcePosition { SourcePosition(file: name, line: reader.line) }

    private func readDocumentKey() throws(ImportError) {
        if !hasPendingKey {
            guard try reader.nextKey() else {
                place = .outside
                hasReadAnything = true
                return
            }
        }
        hasPendingKey = false
        if reader.keyIs("items") || reader.keyIs("relationships") || reader.keyIs("removed") {
            try reader.beginArray()
            place = .list
        } else if reader.keyIs("faultline") {
            try reader.next()
            guard reader.token == .number, reader.number == .integer(Self.version) else {
                throw reader.error(
                    .unknownFormat, "this version of the interchange format is unknown",
                    advice: "This program reads version \(Self.version).")
            }
        } else if reader.keyIs("source") {
            sink.declare(source: try reader.readString())
        } else if reader.keyIs("$schema") || reader.keyIs("comment") {
            try reader.skipValue()
        } else {
            sink.warn(
                reader.error(
                    .badRecord, "`\(reader.keyText)` is not part of the format and was passed over",
                    advice: "A document has `faultline`, `source`, `comment`, `items`, `relationships` and `removed`."))
            try reader.skipValue()
        }
    }

    /// Rejects one record of a sequence and moves behind it.
    private func recoverOutside(from error: ImportError) throws(ImportError) {
        switch error.kind {
        case .badRecord:
            sink.reject(error)
            do {
                try reader.abandon(to: 0)
            } catch  where error.isInText {
                try reader.skipLine()
            }
        case _ where error.isInText && hasReadAnything:
            sink.reject(error)
            try reader.skipLine()
        default: throw error
        }
    }

    /// Rejects one element of a document's list and moves behind it.
    private func recoverInList(from error: ImportError) throws(ImportError) {
        guard error.kind == .badRecord else { throw error }
        sink.reject(error)
        try reader.abandon(to: 2)
    }
}

extension ImportError {
    /// Whether the fault lies in the text, so that what follows it may be sound.
    var isInText: Bool { kind == .syntax || kind == .badEncoding || kind == .limit }
}
