import GraphModel
import Testing

@testable import QueryValues

@Suite struct TemporalFunctionsTests {
    @Test(
        arguments: [
            ("date()", "2026-11-22"), ("localtime()", "14:05:07.250"), ("time()", "14:05:07.250Z"),
            ("localdatetime()", "2026-11-22T14:05:07.250"), ("datetime()", "2026-11-22T14:05:07.250Z"),
            ("datetime.statement()", "2026-11-22T14:05:07.250Z"),
            ("datetime.transaction()", "2026-11-22T13:05:07.250Z"),
            ("datetime.realtime()", "2026-11-22T15:05:07.250Z"), ("time.transaction('+01:00')", "14:05:07.250+01:00"),
            ("date.statement('Pacific/Kiritimati')", "2026-11-23"),
            ("datetime({timezone: 'Europe/Zurich'})", "2026-11-22T15:05:07.250+01:00[Europe/Zurich]"),
            ("zoned_datetime('2026')", "2026-01-01T00:00Z"), ("local_datetime('2026')", "2026-01-01T00:00"),
            ("zoned_time('14')", "14:00Z"), ("local_time.truncate('hour', localtime('14:05'))", "14:00"),
        ])
    func current(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test func theStandingZone() throws {
        #expect(
            try TemporalExpression.text("datetime()", zone: "Asia/Tokyo") == "2026-11-22T23:05:07.250+09:00[Asia/Tokyo]"
        )
        #expect(try TemporalExpression.text("date()", zone: "Pacific/Kiritimati") == "2026-11-23")
        #expect(throws: QueryError.self) { try TemporalExpression.text("date()", zone: "Nowhere") }
    }

    @Test func nullGivesNull() throws {
        for function in TemporalFunctions.all where !function.parameters.isEmpty {
            let arguments = [Value](repeating: .null, count: function.parameters.count)
            guard case .null = try function.evaluate(arguments, TemporalExpression.context()) else {
                Issue.record("\(function.name) of null is not null")
                continue
            }
        }
    }

    @Test func everyFunctionRefusesArgumentsOfOtherKinds() {
        for function in TemporalFunctions.all where !function.parameters.isEmpty {
            let arguments = [Value](repeating: .boolean(true), count: function.parameters.count)
            #expect(throws: QueryError.self, "\(function.name)") {
                try function.evaluate(arguments, TemporalExpression.context())
            }
        }
    }

    @Test func namesAreUniqueAndSummariesAreSentences() {
        let names = TemporalFunctions.all.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
        #expect(names.count == 9 * 5 + 2 + 5)
        for function in TemporalFunctions.all {
            #expect(function.summary.hasSuffix("."), "\(function.name)")
            #expect(function.isDeterministic == !function.name.hasSuffix("realtime"), "\(function.name)")
        }
    }
}
