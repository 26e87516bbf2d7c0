import GraphModel
import QueryConformance
import QueryValues

/// A scripted engine that explains every query with the same plan and warnings.
final class ExplainingEngine: LanguageEngine {
    private let engine = ScriptedEngine(ScriptedEngine.standard)
    private let explanation: QueryExplanation

    init(_ explanation: QueryExplanation) { self.explanation = explanation }

    func run(
        _ query: String, parameters: [String: QueryValue], procedures: [MockProcedure]
    ) throws -> ConformanceResult {
        if query == "misplaced" {
            throw QueryError.syntax(
                .undefinedVariable, "no such variable", at: SourcePosition(file: "query", line: 2, column: 8))
        }
        return try engine.run(query, parameters: parameters, procedures: procedures)
    }

    func graphState() throws -> GraphState { try engine.graphState() }

    func explain(_ query: String, parameters: [String: QueryValue]) throws -> QueryExplanation { explanation }
}
