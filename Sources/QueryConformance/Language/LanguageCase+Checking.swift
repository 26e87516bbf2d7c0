internal import GraphModel

extension LanguageCase {
    /// Runs the case on an engine with an empty graph; nil: everything is as expected.
    public func failure(on engine: any LanguageEngine) -> ScenarioFailure? {
        do {
            for statement in given { _ = try engine.run(statement, parameters: parameters, procedures: []) }
        } catch {
            return failure("a statement that prepares the graph failed", actual: "\(error)")
        }
        do {
            try check(engine)
            return nil
        } catch let failure as ScenarioFailure {
            return failure
        } catch {
            return failure("an unexpected error", actual: "\(error)")
        }
    }

    private func check(_ engine: any LanguageEngine) throws {
        let runs = expectations.contains { $0.needsRun }
        if expectations.contains(where: { !$0.needsRun }) {
            try check(try engine.explain(query, parameters: parameters))
        }
        guard runs else { return }
        let before = try engine.graphState()
        let expectedError = expectations.first { $0.isError }
        do {
            let result = try engine.run(query, parameters: parameters, procedures: [])
            guard expectedError == nil else { throw failure("no error", actual: "\(result.rows.count) rows") }
            try check(result)
        } catch let error as QueryError {
            guard let expectedError else { throw error }
            try check(error, expectedError)
        }
        let effects = try engine.graphState().sideEffects(since: before)
        // An error leaves no trace.
        let wanted = expectations.lazy.compactMap(\.effects).first ?? (expectedError == nil ? effects : .none)
        guard effects == wanted else {
            throw failure("other side effects", expected: "\(wanted)", actual: "\(effects)")
        }
    }

    private func check(_ explanation: QueryExplanation) throws {
        var warnings: [String] = []
        for expectation in expectations {
            switch expectation {
            case .plan(let plan):
                guard plan.utf8.elementsEqual(explanation.plan.utf8) else {
                    throw failure("another plan", expected: plan, actual: explanation.plan)
                }
            case .warning(let text): warnings.append(text)
            case .rows, .effects, .error: break
            }
        }
        guard warnings.isEmpty || warnings == explanation.warnings else {
            throw failure(
                "other warnings", expected: warnings.joined(separator: "\n"),
                actual: explanation.warnings.joined(separator: "\n"))
        }
    }

    private func check(_ result: ConformanceResult) throws {
        for case .rows(let expected) in expectations {
            let comparison = try RowComparison(expected, result)
            if let difference = comparison.difference {
                throw failure(difference, expected: comparison.expectedText, actual: comparison.actualText)
            }
        }
    }

    private func check(_ error: QueryError, _ expectation: Expectation) throws {
        guard case .error(let code, let line, let column) = expectation else { return }
        let isThere = line == nil || (line == error.position?.line && column == error.position?.column)
        guard error.code == code, isThere else {
            let place = line.flatMap { line in column.map { " at \(line):\($0)" } } ?? ""
            throw failure("another error", expected: code + place, actual: "\(error)")
        }
    }

    private func failure(_ reason: String, expected: String = "", actual: String = "") -> ScenarioFailure {
        ScenarioFailure(reason, query: query, expected: expected, actual: actual, at: position)
    }
}

extension LanguageCase.Expectation {
    /// Whether the query must run for it; otherwise it is about what the query would do.
    fileprivate var needsRun: Bool {
        switch self {
        case .rows, .effects, .error: true
        case .plan, .warning: false
        }
    }

    fileprivate var isError: Bool {
        if case .error = self { true } else { false }
    }

    fileprivate var effects: SideEffects? {
        if case .effects(let effects) = self { effects } else { nil }
    }
}
