public import GraphModel

extension JSONReader {
    /// Reads the start of an object, which must come next or be the current token.
    public func beginObject() throws(ImportError) {
        try standOnValue()
        guard token == .beginObject else { throw wrongKind("an object") }
    }

    /// Reads the start of an array, which must come next or be the current token.
    public func beginArray() throws(ImportError) {
        try standOnValue()
        guard token == .beginArray else { throw wrongKind("a list") }
    }

    /// Moves to the next key of the innermost object.
    ///
    /// - Returns: False at the object's end, which is read.
    public func nextKey() throws(ImportError) -> Bool {
        try next() == .key
    }

    /// Moves to the next element of the innermost array and stands on its first token.
    ///
    /// - Returns: False at the array's end, which is read.
    public func nextElement() throws(ImportError) -> Bool {
        try next() != .endArray
    }

    /// In a sequence of documents: moves to the next and stands on its first token.
    ///
    /// - Returns: False at the input's end.
    public func nextDocument() throws(ImportError) -> Bool {
        try next() != .end
    }

    /// Reads the input's end, which must come next.
    public func end() throws(ImportError) {
        guard try next() == .end else { throw syntax("there is more text after the end of the document") }
    }

    /// The string that comes next or is the current token.
    public func readString() throws(ImportError) -> String {
        try standOnValue()
        guard token == .string else { throw wrongKind("a string") }
        return stringText
    }

    /// Passes over the value that comes next or begins with the current token.
    public func skipValue() throws(ImportError) {
        try standOnValue()
        guard token == .beginObject || token == .beginArray else { return }
        let outside = depth - 1
        repeat { try next() } while depth > outside
    }

    /// The value that comes next or begins with the current token, whole.
    ///
    /// - Parameter limit: The most bytes of input that it may take; more is `import.limit`.
    public func readValue(limit: Int = Limits.propertyValueBytes) throws(ImportError) -> JSONValue {
        try standOnValue()
        let start = window.origin + tokenStart
        var open: [OpenValue] = []
        while true {
            let value: JSONValue
            switch token {
            case .beginObject, .beginArray:
                open.append(OpenValue(isObject: token == .beginObject))
                try nextInside(&open, from: start, limit: limit)
                continue
            case .endObject, .endArray: value = open.removeLast().value
            case .string: value = .string(stringText)
            case .number: value = .number(number)
            case .true: value = .boolean(true)
            case .false: value = .boolean(false)
            case .null, .key, .end: value = .null
            }
            if open.isEmpty { return value }
            open[open.count - 1].append(value)
            try nextInside(&open, from: start, limit: limit)
        }
    }

    /// A container whose elements are being read.
    private struct OpenValue {
        let isObject: Bool
        var name = ""
        var elements: [JSONValue] = []
        var members: [JSONObject.Member] = []

        init(isObject: Bool) { self.isObject = isObject }

        var value: JSONValue { isObject ? .object(JSONObject(members)) : .array(elements) }

        mutating func append(_ value: JSONValue) {
            if isObject { members.append(JSONObject.Member(name, value)) } else { elements.append(value) }
        }
    }

    /// Moves to the next value, or container's end, inside what `readValue` reads.
    private func nextInside(_ open: inout [OpenValue], from start: Int, limit: Int) throws(ImportError) {
        if try next() == .key {
            open[open.count - 1].name = keyText
            try next()
        }
        guard window.origin + cursor - start <= limit else {
            throw error(.limit, "one record is longer than \(limit) bytes")
        }
    }

    /// Moves to the first token of a value, unless the reader stands on one.
    private func standOnValue() throws(ImportError) {
        if token == .key || token == .end { try next() }
    }

    private func wrongKind(_ wanted: String) -> ImportError {
        error(.badRecord, "\(wanted) is needed here, and this is \(token.kindName)")
    }
}

extension JSONToken {
    /// What people call a value that begins with this token.
    var kindName: String {
        switch self {
        case .beginObject, .endObject: "an object"
        case .beginArray, .endArray: "a list"
        case .key: "a name"
        case .string: "a string"
        case .number: "a number"
        case .true, .false: "a truth value"
        case .null: "null"
        case .end: "the end of the input"
        }
    }
}
