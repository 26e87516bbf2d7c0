import GraphModel
import Testing

@testable import QueryValues

/// Records an issue unless the expression fails with this detail and category, at run time.
func expectError(
    _ expression: String, _ detail: QueryErrorDetail, _ category: QueryError.Category = .argument,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        let text = try TemporalExpression.text(expression)
        Issue.record("\(expression) gave \(text)", sourceLocation: sourceLocation)
    } catch let error as QueryError {
        #expect(error.detail == detail, "\(expression): \(error.message)", sourceLocation: sourceLocation)
        #expect(error.category == category, "\(expression): \(error.message)", sourceLocation: sourceLocation)
        #expect(error.phase == .runtime, sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
