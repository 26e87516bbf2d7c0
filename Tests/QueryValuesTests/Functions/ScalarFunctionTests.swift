import GraphModel
import QueryValues
import Testing

@Suite("Functions of any values")
struct ScalarFunctionTests {
    static let wrong = "TypeError invalidArgumentValue"

    static let cases: [Call] = [
        Call("coalesce", [nil, nil, 3, 4], "3"), Call("coalesce", [nil], "null"),
        Call("coalesce", [false, 1], "false"),
        Call("nullIf", [1, 1.0], "null"), Call("nullIf", [1, 2], "1"), Call("nullIf", [nil, nil], "null"),
        Call("nullIf", [1, nil], "1"), Call("exists", [nil], "false"), Call("exists", [0], "true"),
        Call("size", [[1, nil]], "2"), Call("size", ["aé𝄞"], "3"), Call("size", ["e\u{301}"], "2"),
        Call("size", [nil], "null"), Call("size", [1], wrong), Call("size", [.path([1], [])], wrong),
        Call("isEmpty", [[]], "true"), Call("isEmpty", [["a": 1]], "false"), Call("isEmpty", [""], "true"),
        Call("isEmpty", [nil], "null"), Call("isEmpty", [0], wrong), Call("timestamp", [], "1234"),
        Call("randomUUID", [], "'88888888-8888-4888-8888-888888888888'"), Call("rand", [], "0.5"),
    ]

    static let types: [Call] = [
        Call("valueType", [nil], "'NULL'"), Call("valueType", [1], "'INTEGER NOT NULL'"),
        Call("valueType", [1.5], "'FLOAT NOT NULL'"), Call("valueType", ["a"], "'STRING NOT NULL'"),
        Call("valueType", [true], "'BOOLEAN NOT NULL'"), Call("valueType", [[:]], "'MAP NOT NULL'"),
        Call("valueType", [[]], "'LIST<NOTHING> NOT NULL'"), Call("valueType", [[nil]], "'LIST<NULL> NOT NULL'"),
        Call("valueType", [[1, 2]], "'LIST<INTEGER NOT NULL> NOT NULL'"),
        Call("valueType", [[1, nil]], "'LIST<INTEGER> NOT NULL'"),
        Call("valueType", [[1.5, "a", 1]], "'LIST<STRING NOT NULL | INTEGER NOT NULL | FLOAT NOT NULL> NOT NULL'"),
        Call(
            "valueType", [[[1], ["a"]]],
            "'LIST<LIST<INTEGER NOT NULL> NOT NULL | LIST<STRING NOT NULL> NOT NULL> NOT NULL'"),
        Call("valueType", [.node(1)], "'NODE NOT NULL'"), Call("valueType", [.path([1], [])], "'PATH NOT NULL'"),
        Call("valueType", [.relationship(1)], "'RELATIONSHIP NOT NULL'"),
        Call("valueType", [.date("2020-01-01")], "'DATE NOT NULL'"),
        Call("valueType", [.localTime("10:00")], "'LOCAL TIME NOT NULL'"),
        Call("valueType", [.time("10:00Z")], "'ZONED TIME NOT NULL'"),
        Call("valueType", [.localDateTime("2020-01-01T10:00")], "'LOCAL DATETIME NOT NULL'"),
        Call("valueType", [.dateTime("2020-01-01T10:00Z")], "'ZONED DATETIME NOT NULL'"),
        Call("valueType", [.duration("P1D")], "'DURATION NOT NULL'"),
        Call("valueType", [.point("point(cartesian, 1, 2)")], "'POINT NOT NULL'"),
    ]

    @Test("Functions give what the table says", arguments: cases + types)
    func table(_ call: Call) {
        #expect(call.result == call.expected)
    }

    @Test("Milliseconds before 1970 count backwards")
    func earlyTimestamp() throws {
        var context = FunctionContext.fixed()
        context.statementTime = Timestamp(microsecondsSinceEpoch: -1)
        let function = try #require(FunctionCatalog.standard["TIMESTAMP"])
        #expect(outcome { try function.evaluate([], context) } == "-1")
    }

    @Test("Names are found in any case, and each is there once")
    func names() {
        let names = FunctionCatalog.standard.all.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
        #expect(names.count > 90)
        #expect(FunctionCatalog.standard["TOUPPER"]?.name == "toUpper")
        #expect(FunctionCatalog.standard["nothing"] == nil)
    }

    @Test("Null gives null wherever nothing else is said")
    func nulls() {
        let exceptions: Set<String> = ["exists", "valueType"]
        for function in FunctionCatalog.standard.all where !exceptions.contains(function.name) {
            let required = function.parameters.filter { !$0.isOptional }
            guard !required.isEmpty else { continue }
            let result = outcome { try function.evaluate(required.map { _ in nil }, .fixed()) }
            #expect(result == "null", "\(function.name)")
        }
    }

    @Test("A node is no argument of functions that take none")
    func kinds() {
        for function in FunctionCatalog.standard.all {
            guard let first = function.parameters.first, !first.kinds.contains(.node) else { continue }
            let arguments = function.parameters.filter { !$0.isOptional || $0.name == first.name }.map { _ in
                Value.node(1)
            }
            let result = outcome { try function.evaluate(arguments, .fixed()) }
            #expect(result.contains("Error "), "\(function.name): \(result)")
        }
    }

    @Test("Every function and parameter is described")
    func descriptions() {
        for function in FunctionCatalog.standard.all {
            #expect(function.summary.hasSuffix("."), "\(function.name)")
            #expect(function.parameters.allSatisfy { !$0.name.isEmpty }, "\(function.name)")
            let optional = function.parameters.drop { !$0.isOptional }
            #expect(optional.allSatisfy { $0.isOptional }, "\(function.name)")
        }
    }
}
