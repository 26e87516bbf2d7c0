internal import GraphModel
internal import QueryValues

/// Runs the steps of one scenario on an engine of its own.
struct ScenarioRunner {
    private let scenario: Scenario
    private let graphs: NamedGraphs
    private let makeEngine: ConformanceEngineFactory

    private var engine: (any ConformanceEngine)?
    private var parameters: [String: QueryValue] = [:]
    private var procedures: [MockProcedure] = []
    /// The query whose outcome the next expectations are about.
    private var query: String?
    private var outcome: Outcome?
    private var before = GraphState()
    private var position: SourcePosition

    private enum Outcome {
        case rows(ConformanceResult, wereExpected: Bool)
        case error(ExpectedError, text: String, wasExpected: Bool)
    }

    private init(_ scenario: Scenario, _ graphs: NamedGraphs, _ makeEngine: @escaping ConformanceEngineFactory) {
        self.scenario = scenario
        self.graphs = graphs
        self.makeEngine = makeEngine
        position = scenario.position
    }

    /// nil: it passed.
    static func failure(
        of scenario: Scenario, graphs: NamedGraphs, makeEngine: @escaping ConformanceEngineFactory
    ) -> ScenarioFailure? {
        var runner = ScenarioRunner(scenario, graphs, makeEngine)
        do {
            // Every step is read before the first runs, so that a test text in error never passes.
            let actions = try scenario.steps.map { (try ScenarioAction($0), $0.position) }
            for (action, position) in actions {
                runner.position = position
                try runner.perform(action)
            }
            runner.position = scenario.position
            try runner.requireSettled()
            guard runner.outcome != nil else { throw runner.failure("the scenario runs no query") }
            return nil
        } catch let failure as ScenarioFailure {
            return failure
        } catch let error as ConformanceError {
            return ScenarioFailure(error.message, query: runner.query, at: error.position ?? runner.position)
        } catch {
            return runner.failure("the engine failed: \(error)")
        }
    }

    private mutating func perform(_ action: ScenarioAction) throws {
        switch action {
        case .emptyGraph: engine = try makeEngine()
        case .namedGraph(let name):
            engine = try makeEngine()
            for statement in try graphs.statements(name, for: scenario.position.file) { try setUp(statement) }
        case .setUp(let query): try setUp(query)
        case .parameters(let values): parameters.merge(values) { $1 }
        case .procedure(let procedure): procedures.append(procedure)
        case .query(let query):
            before = try requireEngine().graphState()
            try run(query)
        case .controlQuery(let query): try run(query)
        case .expectRows(let rows): try expect(rows)
        case .expectNothing: try expect(ExpectedRows(columns: [], rows: []))
        case .expectSideEffects(let effects): try expect(effects)
        case .expectError(let error): try expect(error)
        }
    }
}

// MARK: - Running

extension ScenarioRunner {
    private func requireEngine() throws -> any ConformanceEngine {
        guard let engine else { throw failure("no graph is given") }
        return engine
    }

    private mutating func setUp(_ query: String) throws {
        self.query = query
        let engine = try requireEngine()
        do {
            _ = try engine.run(query, parameters: parameters, procedures: procedures)
        } catch {
            throw failure("a query that prepares the graph failed: \(error)")
        }
    }

    private mutating func run(_ query: String) throws {
        let engine = try requireEngine()
        try requireSettled()
        self.query = query
        do {
            let result = try engine.run(query, parameters: parameters, procedures: procedures)
            outcome = .rows(result, wereExpected: false)
        } catch let error as QueryError {
            outcome = .error(ExpectedError(error), text: "\(error)", wasExpected: false)
        }
    }

    /// An outcome that nothing was said about would let errors pass.
    private func requireSettled() throws {
        switch outcome {
        case .rows(_, wereExpected: false): throw failure("nothing was expected of the query's rows")
        case .error(_, let text, wasExpected: false): throw failure("an unexpected error", actual: text)
        case .rows, .error, nil: break
        }
    }
}

// MARK: - Expectations

extension ScenarioRunner {
    private mutating func expect(_ expected: ExpectedRows) throws {
        switch outcome {
        case nil: throw failure("no query has run")
        case .error(_, let text, _):
            throw failure("an unexpected error", expected: "\(expected.rows.count) rows", actual: text)
        case .rows(let result, _):
            let comparison = try RowComparison(expected, result)
            if let difference = comparison.difference {
                throw failure(difference, expected: comparison.expectedText, actual: comparison.actualText)
            }
            outcome = .rows(result, wereExpected: true)
        }
    }

    private mutating func expect(_ expected: ExpectedError) throws {
        switch outcome {
        case nil: throw failure("no query has run")
        case .rows(let result, _):
            throw failure(
                "no error", expected: "\(expected)", actual: "\(result.rows.count) rows")
        case .error(let error, let text, _):
            guard expected.matches(error) else {
                throw failure("another error", expected: "\(expected)", actual: "\(error)\n\(text)")
            }
            outcome = .error(error, text: text, wasExpected: true)
            // A query that fails leaves no trace, whether the scenario says so or not.
            try expect(SideEffects.none)
        }
    }

    private mutating func expect(_ expected: SideEffects) throws {
        switch outcome {
        case nil: throw failure("no query has run")
        case .error: try requireSettled()
        case .rows(let result, _): outcome = .rows(result, wereExpected: true)
        }
        let actual = try requireEngine().graphState().sideEffects(since: before)
        guard actual == expected else {
            throw failure("other side effects", expected: "\(expected)", actual: "\(actual)")
        }
    }

    private func failure(_ reason: String, expected: String = "", actual: String = "") -> ScenarioFailure {
        ScenarioFailure(reason, query: query, expected: expected, actual: actual, at: position)
    }
}
