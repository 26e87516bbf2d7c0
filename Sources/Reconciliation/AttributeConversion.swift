internal import Discovery
internal import GraphModel
internal import Schema

/// Gives values the type that the schema states, since most formats know only text and numbers.
enum AttributeConversion {
    /// The value as the type wants it, or nil when it cannot be read that way.
    static func convert(_ value: PropertyValue, to type: AttributeType) -> PropertyValue? {
        if type.accepts(value) { return value }
        switch (type, value) {
        case (.list(let element), .list(let values)):
            let converted = values.compactMap { convert($0, to: element) }
            return converted.count == values.count ? .list(converted) : nil
        case (.list(let element), _):
            return convert(value, to: element).map { .list([$0]) }
        case (.double, .integer(let number)):
            return .double(Double(number))
        case (.integer, .double(let number)):
            return Int64(exactly: number).map { .integer($0) }
        case (.string, .integer(let number)):
            return .string("\(number)")
        case (.string, .double(let number)):
            return .string("\(number)")
        case (.string, .boolean(let flag)):
            return .string(flag ? "true" : "false")
        case (.enumeration(let names), .string(let text)):
            return names.first { $0.lowercased() == text.lowercased() }.map { .string($0) }
        case (_, .string(let text)):
            return parse(text, as: type)
        default:
            return nil
        }
    }

    private static func parse(_ text: String, as type: AttributeType) -> PropertyValue? {
        switch type {
        case .boolean: boolean(text)
        case .integer: Int64(text).map { .integer($0) }
        case .double: Double(text).map { .double($0) }
        case .number: Int64(text).map { .integer($0) } ?? Double(text).map { .double($0) }
        case .date: CalendarDate(text).map { .date($0) }
        case .localTime: LocalTime(text).map { .localTime($0) }
        case .zonedTime: ZonedTime(text).map { .zonedTime($0) }
        case .localDateTime: LocalDateTime(text).map { .localDateTime($0) }
        case .zonedDateTime: ZonedDateTime(text).map { .zonedDateTime($0) }
        case .dateTime:
            ZonedDateTime(text).map { .zonedDateTime($0) }
                ?? LocalDateTime(text).map { .localDateTime($0) }
        case .duration: CalendarDuration(text).map { .duration($0) }
        default: nil
        }
    }

    private static func boolean(_ text: String) -> PropertyValue? {
        switch text.lowercased() {
        case "true", "yes", "1", "on": .boolean(true)
        case "false", "no", "0", "off": .boolean(false)
        default: nil
        }
    }
}

extension ClassCatalogue.Entry {
    /// The properties of an item with its attributes in the schema's types, for those that did not come so.
    func converted(_ properties: [Property], of item: DiscoveredItem) throws(ImportError) -> [Property] {
        var result = properties
        for index in result.indices {
            guard let type = attributes[result[index].key] else { continue }
            guard let value = AttributeConversion.convert(result[index].value, to: type) else {
                throw ImportError(
                    .badRecord, "`\(result[index].key)` of \(item.nativeID) is not \(type.name)", at: item.position,
                    advice: "Correct the value, or map the column to another attribute.")
            }
            result[index].value = value
        }
        return result
    }
}

extension ClassCatalogue {
    /// The properties of a relationship in the schema's types where they can be read that way.
    func converted(_ properties: [Property], of type: TypeEntry) -> [Property] {
        properties.map { property in
            guard let wanted = schema.type(of: property.key, of: type.code) else { return property }
            return Property(property.key, AttributeConversion.convert(property.value, to: wanted) ?? property.value)
        }
    }
}
