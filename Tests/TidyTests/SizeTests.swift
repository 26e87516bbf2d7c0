import Testing

@Suite("Sizes")
struct SizeTests {
    static let folders = ["Sources", "Tests"]
    static let files = Repository.sources + Repository.tests

    @Test("There are files to look at")
    func notVacuous() {
        #expect(Self.files.count > 20)
    }

    @Test("No file is longer than 800 lines")
    func longestFile() {
        for file in Self.files {
            #expect(file.lines.count <= 800, "\(file) has \(file.lines.count) lines")
        }
    }

    @Test("Nine files in ten have at most 400 lines, and half of them at most 150", arguments: folders)
    func usualFile(folder: String) {
        let counts = Self.files.filter { $0.path.hasPrefix(folder) }.map(\.lines.count).sorted()
        #expect(counts[counts.count / 2] <= 150)
        #expect(counts[counts.count * 9 / 10] <= 400)
    }

    @Test("No line is longer than 120 columns; data in literals of tests may be")
    func lines() {
        for file in Self.files {
            let mayHaveData = file.path.hasPrefix("Tests")
            for (index, line) in file.lines.enumerated() where line.count > 120 {
                let isComment = line.drop { $0 == " " }.hasPrefix("//")
                if mayHaveData, !isComment, file.code[index].count <= 120 { continue }
                Issue.record("\(file):\(index + 1) has \(line.count) columns")
            }
        }
    }

    @Test("No function is longer than 70 lines")
    func functions() {
        var found = 0
        for file in Self.files {
            for function in FunctionLengths.functions(in: file.code) {
                found += 1
                #expect(function.length <= 70, "\(file):\(function.line) \(function.name): \(function.length) lines")
            }
        }
        #expect(found > 100)
    }

    @Test("The measure of functions sees what it should")
    func measure() {
        let code = """
            struct A {
                func short() -> Int { 1 }
                func required()
                public func long<T>(
                    of: T
                ) throws -> Int {
                    if true {
                        return 2
                    }
                }
                init(_ x: Int) {
                }
            }
            """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(
            FunctionLengths.functions(in: code) == [
                .init(name: "short", line: 2, length: 1), .init(name: "long", line: 4, length: 7),
                .init(name: "init", line: 11, length: 2),
            ])
    }
}
