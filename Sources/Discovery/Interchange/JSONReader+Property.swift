import GraphModel

extension JSONReader {
    /// The property value that begins with the current token; nil for `null`, which states nothing.
    func propertyValue() throws(ImportError) -> PropertyValue? {
        switch token {
        case .beginArray: return try propertyList()
        case .null: return nil
        default: return try propertyScalar()
        }
    }

    private func propertyScalar() throws(ImportError) -> PropertyValue {
        switch token {
        case .string: return .string(stringText)
        case .number:
            switch number {
            case .integer(let value): return .integer(value)
            case .double(let value): return .double(value)
            case .text:
                throw error(
                    .badRecord, "the number does not fit a 64-bit integer or a double",
                    advice: "Write it as a string.")
            }
        case .true: return .boolean(true)
        case .false: return .boolean(false)
        case .beginObject: return try typedValue()
        case .beginArray: throw error(.badRecord, "a list inside a list cannot be stored")
        default: throw error(.badRecord, "`null` cannot be an element of a list")
        }
    }

    private func propertyList() throws(ImportError) -> PropertyValue {
        var values: [PropertyValue] = []
        while try nextElement() {
            guard values.count < Limits.listElements else {
                throw error(.badRecord, "a list has more than \(Limits.listElements) elements")
            }
            values.append(try propertyScalar())
        }
        return .list(values)
    }

    /// Reads `{"$date": "2026-11-22"}` and its like.
    private func typedValue() throws(ImportError) -> PropertyValue {
        guard try nextKey(), let type = TypedValue(rawValue: keyText) else {
            throw error(
                .badRecord, "an object cannot be an attribute's value",
                advice: "Write its members as attributes of their own, such as `address.city`; "
                    + "an object with one of the keys \(TypedValue.names) is a typed value.")
        }
        return try typedValue(type)
    }

    /// Reads what follows the key of a typed value.
    private func typedValue(_ type: TypedValue) throws(ImportError) -> PropertyValue {
        try next()
        guard token == .string, let value = type.parse(stringText) else {
            throw error(.badRecord, "this is not a value for `\(type.rawValue)`", advice: "Write \(type.example).")
        }
        guard try !nextKey() else {
            throw error(.badRecord, "a typed value has one key only")
        }
        return value
    }

    /// A value or an item's reference, which begins with the current token.
    func slot() throws(ImportError) -> InterchangeRecord.Slot {
        guard token == .beginObject else { return try propertyValue().map { .value($0) } ?? .none }
        let place = position
        guard try nextKey() else { throw Self.notAReference(at: place) }
        if let type = TypedValue(rawValue: keyText) { return .value(try typedValue(type)) }
        return .reference(try itemReference(at: place))
    }

    /// The reference `{"source", "id"}`, `{"class", "name"}` or `{"id"}` on whose first key the reader stands.
    private func itemReference(at place: SourcePosition) throws(ImportError) -> ItemReference {
        var parts: [(key: String, text: String)] = []
        repeat {
            let key = keyText
            guard !parts.contains(where: { $0.key == key }) else { throw error(.badRecord, "`\(key)` is stated twice") }
            parts.append((key, try readString()))
        } while try nextKey()
        func part(_ key: String) -> String? { parts.first { $0.key == key }?.text }
        if parts.count == 2, let source = part("source"), let id = part("id") {
            return .foreign(source: source, nativeID: id)
        }
        if parts.count == 2, let ciClass = part("class"), let name = part("name") {
            return .named(ciClass: ciClass, name: name)
        }
        if parts.count == 1, let id = part("id") { return .native(id) }
        throw Self.notAReference(at: place)
    }

    private static func notAReference(at place: SourcePosition) -> ImportError {
        ImportError(
            .badRecord, "this does not name an item", at: place, advice: InterchangeRecord.referenceAdvice)
    }

    /// Passes over what is left of a record whose reading failed, so that the next can be read.
    ///
    /// - Parameter level: The depth outside the record.
    func abandon(to level: Int) throws(ImportError) {
        while depth > level { try next() }
    }
}
