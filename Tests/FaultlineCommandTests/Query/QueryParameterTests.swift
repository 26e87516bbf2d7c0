import Faultline
import Testing

@testable import FaultlineCommand

@Suite("Parameters on the command line")
struct QueryParameterTests {
    @Test(
        "JSON becomes values",
        arguments: [
            ("1", "1"), ("-1.5", "-1.5"), ("1e3", "1000.0"), ("\"a b\"", "'a b'"), ("null", "null"), ("true", "true"),
            ("[1, [], {\"a\": null}]", "[1, [], {a: null}]"), (" {} ", "{}"),
        ])
    func values(json: String, shown: String) throws {
        #expect(try QueryParameters.parse(["p=\(json)"])["p"]?.description == shown)
    }

    @Test("What is no JSON is refused", arguments: ["", "a", "1 2", "[1", "{\"a\"}", "1e999", "99999999999999999999"])
    func refused(json: String) {
        #expect(throws: CommandError.self) { try QueryParameters.parse(["p=\(json)"]) }
    }

    @Test("A later value of a name wins, a value may have an equals sign, a name its dollar sign")
    func names() throws {
        let parameters = try QueryParameters.parse(["a=1", "a=\"x=y\"", "$b=2"])
        #expect(parameters.keys.sorted() == ["a", "b"] && parameters["a"]?.description == "'x=y'")
    }
}
