import GraphModel

extension Function {
    typealias Evaluation = @Sendable (_ arguments: [Value], _ context: FunctionContext) throws -> Value

    /// A function that is null as soon as one of its arguments is.
    static func strict(
        _ name: String, _ parameters: [Parameter], variadic: Bool = false, gives result: ValueKinds, _ summary: String,
        _ evaluate: @escaping Evaluation
    ) -> Function {
        Function(name, parameters, variadic: variadic, gives: result, summary) { arguments, context in
            for argument in arguments where argument.isNull { return .null }
            return try evaluate(arguments, context)
        }
    }

    /// The same function under another name.
    func named(_ alias: String) -> Function {
        var other = self
        other.name = alias
        return other
    }

    /// A function of a string that is null of null.
    static func ofString(
        _ name: String, gives result: ValueKinds = .string, _ summary: String,
        _ body: @escaping @Sendable (String) throws -> Value
    ) -> Function {
        strict(name, [Parameter("input", .string)], gives: result, summary) { arguments, _ in
            try body(arguments[0].string(for: name))
        }
    }

    /// A function of a number that is a float, and null of null.
    static func ofNumber(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double
    ) -> Function {
        strict(name, [Parameter("input", .number)], gives: .float, summary) { arguments, _ in
            .float(body(try arguments[0].number(for: name)))
        }
    }
}

extension QueryError {
    /// An argument of a kind that a function does not take.
    static func argument(of function: String, takes expected: String, not value: Value) -> QueryError {
        .type(.invalidArgumentValue, "\(function)() takes \(expected), not \(value.kindName)")
    }
}

/// Arguments of a kind, for functions that take no other; a `TypeError` otherwise.
extension Value {
    func string(for function: String) throws -> String {
        guard case .string(let text) = self else {
            throw QueryError.argument(of: function, takes: "a string", not: self)
        }
        return text
    }

    func number(for function: String) throws -> Double {
        guard let number else { throw QueryError.argument(of: function, takes: "a number", not: self) }
        return number
    }

    func integer(for function: String) throws -> Int64 {
        guard case .integer(let value) = self else {
            throw QueryError.argument(of: function, takes: "an integer", not: self)
        }
        return value
    }

    /// An integer that counts something: not negative.
    func count(for function: String) throws -> Int {
        let value = try integer(for: function)
        guard value >= 0 else {
            throw QueryError.argument(.negativeIntegerArgument, "\(function)() takes no negative length or position")
        }
        return Int(value)
    }

    func list(for function: String) throws -> [Value] {
        guard case .list(let elements) = self else {
            throw QueryError.argument(of: function, takes: "a list", not: self)
        }
        return elements
    }

    func node(for function: String) throws -> NodeID {
        guard case .node(let id) = self else { throw QueryError.argument(of: function, takes: "a node", not: self) }
        return id
    }

    func relationship(for function: String) throws -> RelationshipValue {
        guard case .relationship(let value) = self else {
            throw QueryError.argument(of: function, takes: "a relationship", not: self)
        }
        return value
    }

    func path(for function: String) throws -> PathValue {
        guard case .path(let path) = self else { throw QueryError.argument(of: function, takes: "a path", not: self) }
        return path
    }

    func point(for function: String) throws -> Point {
        guard case .point(let point) = self else {
            throw QueryError.argument(of: function, takes: "a point", not: self)
        }
        return point
    }
}
