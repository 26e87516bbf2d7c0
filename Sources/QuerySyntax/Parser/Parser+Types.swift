import GraphModel

extension Keyword {
    /// Whether a type's name begins with it.
    var beginsType: Bool {
        switch self {
        case .any, .nothing, .null, .bool, .boolean, .string, .varchar, .int, .integer, .signed, .float, .date, .local,
            .zoned, .time, .timestamp, .duration, .point, .node, .vertex, .relationship, .edge, .map, .path, .property,
            .list, .array:
            true
        default: false
        }
    }
}

extension Parser {
    /// `INTEGER NOT NULL | LIST<STRING>`
    mutating func valueType() throws(QueryError) -> ValueType {
        var alternatives = [try listedType()]
        var height = self.height
        while at(.bar), barIsOfTypes {
            advance()
            alternatives.append(try listedType())
            height = max(height, self.height)
        }
        try reach(height + 1)
        return union(alternatives)
    }

    /// In front of the bar of a comprehension, only where that is still to come.
    private var barIsOfTypes: Bool {
        !isBeforeBar || token(after: 1).keyword?.beginsType == true && hasBar(from: index + 1)
    }

    private func union(_ types: [ValueType]) -> ValueType {
        var flat: [ValueType] = []
        for type in types {
            if case .union(let inner) = type { flat += inner } else { flat.append(type) }
        }
        return flat.count == 1 ? flat[0] : .union(flat)
    }

    /// A type that `LIST` may follow.
    private mutating func listedType() throws(QueryError) -> ValueType {
        var type = try singleType()
        while at(.list) || at(.array) {
            advance()
            type = .list(type, isNotNull: try notNull())
            try reach(height + 1)
        }
        return type
    }

    /// `NOT NULL`, `!`
    private mutating func notNull() throws(QueryError) -> Bool {
        if take(.exclamation) { return true }
        guard at(.not, .null) else { return false }
        advance()
        advance()
        return true
    }

    private mutating func singleType() throws(QueryError) -> ValueType {
        guard let keyword = current.keyword, keyword.beginsType else {
            throw unexpected("a type such as `INTEGER` or `LIST<STRING>`", words: Parser.types)
        }
        advance()
        height = 1
        switch keyword {
        case .list, .array:
            let element = try typeArgument()
            return .list(element, isNotNull: try notNull())
        case .any where at(.less): return try typeArgument()
        default:
            let simple = try simpleType(keyword)
            return .simple(simple, isNotNull: try notNull())
        }
    }

    /// `<T>`
    private mutating func typeArgument() throws(QueryError) -> ValueType {
        let outside = try enter()
        try expect(.less, "`<`")
        let type = try valueType()
        tallest = max(tallest, height)
        try expect(.greater, "`|` or `>`")
        try leave(outside)
        return type
    }

    private mutating func simpleType(_ first: Keyword) throws(QueryError) -> ValueType.Simple {
        switch first {
        case .nothing: return .nothing
        case .null: return .null
        case .bool, .boolean: return .boolean
        case .string, .varchar: return .string
        case .int, .integer: return .integer
        case .signed:
            if !take(.integer), !take(.int) { throw unexpected("`INTEGER`", words: [.integer]) }
            return .integer
        case .float: return .float
        case .date: return .date
        case .duration: return .duration
        case .point: return .point
        case .node, .vertex: return .node
        case .relationship, .edge: return .relationship
        case .map: return .map
        case .path: return .path
        case .property:
            try expect(.value)
            return .propertyValue
        case .any: return try typeAfterAny()
        default: return try temporalType(first)
        }
    }

    /// `ANY`, `ANY VALUE`, `ANY NODE` and so on.
    private mutating func typeAfterAny() throws(QueryError) -> ValueType.Simple {
        if take(.value) { return .any }
        switch current.keyword {
        case .node, .vertex, .relationship, .edge, .map, .property:
            let keyword = current.keyword ?? .any
            advance()
            return try simpleType(keyword)
        default: return .any
        }
    }

    /// `LOCAL TIME`, `ZONED DATETIME`, `TIMESTAMP WITH TIME ZONE`
    private mutating func temporalType(_ first: Keyword) throws(QueryError) -> ValueType.Simple {
        if first == .local || first == .zoned {
            if take(.time) { return first == .local ? .localTime : .zonedTime }
            if take(.datetime) { return first == .local ? .localDateTime : .zonedDateTime }
            throw unexpected("`TIME` or `DATETIME`", words: [.time, .datetime])
        }
        let isZoned = at(.with)
        guard isZoned || at(.without) else {
            throw unexpected("`WITH` or `WITHOUT`", words: [.with, .without])
        }
        advance()
        if !take(.timezone) {
            try expect(.time)
            try expect(.zone)
        }
        if first == .time { return isZoned ? .zonedTime : .localTime }
        return isZoned ? .zonedDateTime : .localDateTime
    }

    private static let types: [Keyword] = [
        .any, .boolean, .string, .integer, .float, .date, .local, .zoned, .duration, .point, .node, .relationship, .map,
        .path, .list,
    ]
}
