internal import GraphModel
public import QueryValues

/// What a step asks for.
public enum ScenarioAction: Hashable, Sendable {
    /// Starts with a graph of no elements. A scenario that takes any graph gets this one too.
    case emptyGraph
    /// Starts with a graph that scripts beside the features create.
    case namedGraph(String)
    /// Runs a query whose results do not matter.
    case setUp(String)
    /// Parameters of every query from here on.
    case parameters([String: QueryValue])
    /// A procedure that every query from here on can call.
    case procedure(MockProcedure)
    /// Runs the query that the scenario is about, whose side effects count from here.
    case query(String)
    /// Runs a query that looks at what the one before did.
    case controlQuery(String)
    case expectRows(ExpectedRows)
    /// Neither rows nor columns.
    case expectNothing
    case expectSideEffects(SideEffects)
    case expectError(ExpectedError)
}

extension ScenarioAction {
    /// Reads a step.
    ///
    /// - Throws: `ConformanceError` for a step that is not known, or whose text or table is not what it needs.
    public init(_ step: Step) throws {
        switch step.text {
        case "an empty graph", "any graph": self = .emptyGraph
        case "having executed:": self = .setUp(try step.attachedText())
        case "parameters are:": self = .parameters(try step.table().parameters())
        case "executing query:": self = .query(try step.attachedText())
        case "executing control query:": self = .controlQuery(try step.attachedText())
        case "the result should be empty": self = .expectNothing
        case "the result should be, in any order:": self = .expectRows(try ExpectedRows(step.table()))
        case "the result should be, in order:": self = .expectRows(try ExpectedRows(step.table(), isOrdered: true))
        case "the result should be (ignoring element order for lists):":
            self = .expectRows(try ExpectedRows(step.table(), ignoresListOrder: true))
        case "the result should be, in order (ignoring element order for lists):":
            self = .expectRows(try ExpectedRows(step.table(), isOrdered: true, ignoresListOrder: true))
        case "no side effects": self = .expectSideEffects(.none)
        case "the side effects should be:": self = .expectSideEffects(try SideEffects(step.table()))
        default: self = try Self.withArgument(step)
        }
        // The colon announces what is attached.
        if !step.text.hasSuffix(":"), step.argument != .none { throw step.fault("takes neither a text nor a table") }
    }

    /// Steps whose own text says something.
    private static func withArgument(_ step: Step) throws -> ScenarioAction {
        if let name = step.text.between("the ", " graph"), !name.contains(" ") { return .namedGraph(name) }
        if let signature = step.text.between("there exists a procedure ", ":") {
            return .procedure(try MockProcedure(signature: signature, table: step.table(), at: step.position))
        }
        if let rest = step.text.between("a ", "") ?? step.text.between("an ", ""), let error = ExpectedError(rest) {
            return .expectError(error)
        }
        throw step.fault("not a known step")
    }
}

extension ExpectedError {
    /// Reads `SyntaxError should be raised at compile time: UndefinedVariable`; nil for anything else.
    fileprivate init?(_ text: String) {
        guard let place = text.firstRange(of: " should be raised at "),
            let colon = text[place.upperBound...].firstRange(of: ": ")
        else { return nil }
        let detail = text[colon.upperBound...]
        guard !detail.isEmpty, !detail.contains(" ") else { return nil }
        let phase: QueryError.Phase?
        switch text[place.upperBound..<colon.lowerBound] {
        case "compile time": phase = .compileTime
        case "runtime": phase = .runtime
        case "any time": phase = nil
        default: return nil
        }
        self.init(String(text[..<place.lowerBound]), phase, detail == "*" ? nil : String(detail))
    }
}

extension Step {
    fileprivate func fault(_ message: String) -> ConformanceError {
        ConformanceError("\(message): \(text)", at: position)
    }

    fileprivate func attachedText() throws -> String {
        guard case .text(let text) = argument else { throw fault("needs a text") }
        return text
    }

    fileprivate func table() throws -> Table {
        guard case .table(let table) = argument else { throw fault("needs a table") }
        return table
    }
}

extension String {
    /// What stands between two texts at its ends; nil when they are not there, or with nothing between them.
    fileprivate func between(_ prefix: String, _ suffix: String) -> String? {
        guard hasPrefix(prefix), hasSuffix(suffix), count > prefix.count + suffix.count else { return nil }
        return String(dropFirst(prefix.count).dropLast(suffix.count))
    }
}
