import Faultline

/// Parameters as the command line gives them: `name=json`.
enum QueryParameters {
    static func parse(_ texts: [String]) throws -> [String: QueryValue] {
        var parameters: [String: QueryValue] = [:]
        for text in texts {
            let (written, json) = try KeyValueText.split(text)
            // As statements write it is welcome too.
            let name = written.hasPrefix("$") ? String(written.dropFirst()) : written
            parameters[name] = try value(json, of: name)
        }
        return parameters
    }

    /// - Throws: `command.usage` for what is no JSON.
    static func value(_ json: String, of name: String) throws -> QueryValue {
        do {
            let reader = try JSONReader(ImportInput(name: name, bytes: Array(json.utf8)))
            _ = try reader.next()
            let value = try QueryValue(reader.readValue())
            try reader.end()
            return value
        } catch let error as ImportError {
            throw CommandError(
                .usage, "the value of the parameter `\(name)` is not JSON: \(error.message)",
                advice: "Text stands in double quotes: --param '\(name)=\"…\"'.")
        }
    }
}

extension QueryValue {
    /// The nesting of JSON values is limited where they are read.
    ///
    /// - Throws: `command.usage` for numbers that no value can hold.
    init(_ json: JSONValue) throws {
        switch json {
        case .null: self = .null
        case .boolean(let flag): self = .property(.boolean(flag))
        case .number(.integer(let number)): self = .property(.integer(number))
        case .number(.double(let number)): self = .property(.double(number))
        case .number(.text(let text)): throw CommandError(.usage, "the number \(text) is out of range")
        case .string(let text): self = .property(.string(text))
        case .array(let elements): self = .list(try elements.map(Self.init))
        case .object(let object):
            self = .map(
                Dictionary(try object.members.map { ($0.name, try Self($0.value)) }) { _, last in last })
        }
    }
}
