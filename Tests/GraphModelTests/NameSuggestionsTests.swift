import GraphModel
import Testing

@Suite struct NameSuggestionsTests {
    private let names = ["RUNS_ON", "HOSTED_ON", "DEPENDS_ON", "VirtualMachine", "VirtualNetwork", "Server"]

    @Test(arguments: [
        ("RUNS_IN", ["RUNS_ON"]), ("runs-on", ["RUNS_ON"]), ("Sevrer", ["Server"]), ("Serv", ["Server"]),
        ("VirtualMachin", ["VirtualMachine"]), ("virtual", ["VirtualMachine", "VirtualNetwork"]),
        ("Elephant", []), ("", []), ("_", []),
    ])
    func closest(_ name: String, _ expected: [String]) {
        #expect(NameSuggestions.closest(to: name, among: names) == expected)
    }

    @Test func asksInWords() {
        #expect(NameSuggestions.question(for: "Sevrer", among: names) == "Did you mean `Server`?")
        #expect(
            NameSuggestions.question(for: "virtual", among: names)
                == "Did you mean `VirtualMachine` or `VirtualNetwork`?")
        #expect(
            NameSuggestions.question(for: "aaa", among: ["aab", "aac", "aad", "aae"])
                == "Did you mean `aab`, `aac` or `aad`?")
        #expect(NameSuggestions.question(for: "Elephant", among: names) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("ca", "abc", 3),
        ("kitten", "sitting", 3),
    ])
    func distance(_ a: String, _ b: String, _ expected: Int) {
        #expect(NameSuggestions.distance(Array(a.utf8), Array(b.utf8)) == expected)
        #expect(NameSuggestions.distance(Array(b.utf8), Array(a.utf8)) == expected)
    }

    @Test func longNamesHaveNoSuggestions() {
        let long = String(repeating: "x", count: 1_000)
        #expect(NameSuggestions.closest(to: long, among: [long]) == [])
    }
}
