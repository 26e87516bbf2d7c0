import GraphModel
import QueryPlanner
import QuerySyntax
import QueryValues
import Testing

/// A query that the semantic pass refuses. `¦` in its text stands in front of what the error points at.
struct Refusal: Sendable, CustomTestStringConvertible {
    var query: String
    var detail: QueryErrorDetail
    var category: QueryError.Category

    init(_ query: String, _ detail: QueryErrorDetail, _ category: QueryError.Category = .syntax) {
        self.query = query
        self.detail = detail
        self.category = category
    }

    var testDescription: String { query }

    /// Checks that the query is refused, for the reason and at the place that are stated.
    func verify() {
        let marked = Array(query.utf8)
        let mark = Array("¦".utf8)
        guard let place = marked.indices.first(where: { marked[$0...].starts(with: mark) }) else {
            Issue.record("the query has no mark")
            return
        }
        let text = query.replacing("¦", with: "")
        do {
            _ = try SemanticFixture.check(text)
            Issue.record("the query is accepted")
        } catch let error as QueryError {
            #expect(error.detail == detail, "\(error.message)")
            #expect(error.category == category)
            #expect(error.phase == .compileTime)
            #expect(error.position == SourceText(text).position(at: place), "\(error.message)")
        } catch {
            Issue.record(error)
        }
    }
}

enum SemanticFixture {
    static let procedures: [ProcedureSignature] = [
        ProcedureSignature(
            "estate.owners", [.init("server", .string), .init("depth", .integer)], required: 1,
            gives: [.init("owner", .string), .init("share", .float)], "Who owns a server."),
        ProcedureSignature("estate.all", [], gives: [.init("name", .string)], "Every name."),
        ProcedureSignature("estate.scale", [.init("factor", .float)], gives: [.init("size", .float)], "Sizes."),
        ProcedureSignature("estate.tidy", [], gives: [], writing: true, "Removes what is unused."),
    ]

    static let names = SemanticEnvironment.KnownNames(
        labels: ["Server", "Service", "Person"], types: ["RUNS_ON", "OWNS"], propertyKeys: ["name", "size"])

    static func check(
        _ text: String, parameters: Set<String>? = nil, names: SemanticEnvironment.KnownNames? = nil
    ) throws -> SemanticReport {
        let environment = SemanticEnvironment(
            functions: .standard, procedure: { name in procedures.first { $0.name == name } },
            procedureNames: { procedures.map(\.name) }, text: SourceText(text), parameters: parameters,
            knownNames: names)
        return try SemanticAnalyzer.check(try QueryParser.parse(text), environment)
    }

    /// The error of a query that is refused.
    static func error(of text: String, parameters: Set<String>? = nil) -> QueryError? {
        do {
            _ = try check(text, parameters: parameters)
            return nil
        } catch {
            return error as? QueryError
        }
    }
}
