import Testing

@Suite("Forbidden text")
struct ForbiddenTextTests {
    static let sources = Repository.sources
    static let tests = Repository.tests

    /// Lines of code that contain `text` as a whole word.
    static func hits(_ text: String, in file: TextFile) -> [String] {
        file.code.enumerated().compactMap { index, line in
            guard let range = line.firstRange(of: text) else { return nil }
            if let before = line[..<range.lowerBound].last, before.isLetter || before.isNumber || before == "_" {
                return nil
            }
            return "\(file):\(index + 1): \(text)"
        }
    }

    @Test("No shortcut that ends the process", arguments: ["try!", "fatalError(", "as!"])
    func trapping(text: String) {
        #expect(Self.sources.flatMap { Self.hits(text, in: $0) } == [])
    }

    @Test("Only the command line prints", arguments: ["print(", "debugPrint(", "dump("])
    func printing(text: String) {
        let libraries = Self.sources.filter { !["FaultlineCommand", "TCKCommand"].contains($0.target) }
        let hits = libraries.flatMap { file in
            Self.hits(text, in: file).filter { !$0.contains("func ") && !$0.contains(".print(") }
        }
        #expect(hits == [])
    }

    @Test(
        "No wall clock and no randomness inside the cores",
        arguments: ["Date()", "Date.now", ".random(", "clock_gettime("])
    func impurity(text: String) {
        let cores: Set<Substring> = [
            "GraphModel", "Schema", "Topology", "ImpactAnalysis", "Discovery", "EstateGenerator", "QuerySyntax",
            "QueryValues", "QueryPlanner", "QueryRuntime", "QueryConformance",
        ]
        let files = Self.sources.filter { cores.contains($0.target) }
        #expect(files.flatMap { Self.hits(text, in: $0) } == [])
    }

    @Test(
        "No regular expressions: they are exponential on some patterns", arguments: ["NSRegularExpression", "Regex("])
    func patterns(text: String) {
        #expect(Self.sources.flatMap { Self.hits(text, in: $0) } == [])
    }

    @Test("Nothing is left over", arguments: ["TO" + "DO", "FIX" + "ME", "XX" + "X"])
    func leftovers(word: String) {
        for file in Self.sources + Self.tests {
            for (index, line) in file.lines.enumerated() where line.contains(word) {
                let words = line.split { !$0.isLetter }
                #expect(!words.contains { $0 == word }, "\(file):\(index + 1)")
            }
        }
    }

    @Test("Comments and literals are not code")
    func stripping() {
        let file = TextFile(
            path: "Sources/A/a.swift",
            text: """
                let a = "try! \\(x("y")) \\" try!" // try!
                /* try!
                try! */ let b = try! c()
                retry!
                """)
        #expect(Self.hits("try!", in: file) == ["Sources/A/a.swift:3: try!"])
    }
}
