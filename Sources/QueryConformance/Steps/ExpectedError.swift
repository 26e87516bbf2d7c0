public import GraphModel

/// An error that a scenario expects.
public struct ExpectedError: Hashable, Sendable, CustomStringConvertible {
    /// The suite's name of the kind of error: `SyntaxError`.
    public var category: String
    /// nil: at any time.
    public var phase: QueryError.Phase?
    /// The suite's name of what is wrong: `UndefinedVariable`; nil: anything.
    public var detail: String?

    public init(_ category: String, _ phase: QueryError.Phase?, _ detail: String?) {
        self.category = category
        self.phase = phase
        self.detail = detail
    }

    /// What an engine threw, in the suite's words.
    public init(_ error: QueryError) {
        self.init(error.category.rawValue, error.phase, error.detail.suiteName)
    }

    public func matches(_ error: ExpectedError) -> Bool {
        category == error.category && (phase == nil || phase == error.phase)
            && (detail == nil || detail == error.detail)
    }

    public var description: String {
        let time =
            switch phase {
            case .compileTime: "compile time"
            case .runtime: "runtime"
            case nil: "any time"
            }
        return "\(category) at \(time): \(detail ?? "*")"
    }
}

extension QueryErrorDetail {
    /// The conformance suite's name: the case's name with its first letter in upper case.
    var suiteName: String {
        let name = rawValue.drop { $0 != "." }.dropFirst()
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
