import Testing

@Suite("Error codes")
struct ErrorTableTests {
    /// `case name = "dotted.code"` inside an `ErrorCode` of Sources.
    static let codes: [(code: String, place: String)] = Repository.sources.flatMap { file in
        codes(in: file)
    }

    static func codes(in file: TextFile) -> [(code: String, place: String)] {
        var found: [(String, String)] = []
        var closing: String?
        for (index, line) in file.lines.enumerated() {
            if line.contains(": String, ErrorCode {") {
                closing = String(line.prefix { $0 == " " }) + "}"
            } else if let end = closing, line == end {
                closing = nil
            } else if closing != nil, line.contains("case ") {
                let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
                if parts.count >= 3 { found.append((String(parts[1]), "\(file):\(index + 1)")) }
            }
        }
        return found
    }

    /// The rows of docs/errors.md: code to exit status.
    static let table: [String: String] = {
        guard let file = TextFile(path: "docs/errors.md") else { return [:] }
        var rows: [String: String] = [:]
        for line in file.lines where line.hasPrefix("| `") || line.hasPrefix("|`") {
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " && $0 != "`" } }
            if cells.count >= 3 { rows[cells[0]] = cells[1] }
        }
        return rows
    }()

    @Test("docs/errors.md lists every code")
    func complete() {
        #expect(Self.codes.count > 5)
        for (code, place) in Self.codes {
            #expect(Self.table[code] != nil, "\(place): \(code) is not in docs/errors.md")
        }
    }

    @Test("docs/errors.md lists no code that does not exist")
    func exact() {
        let known = Set(Self.codes.map(\.code))
        for code in Self.table.keys.sorted() {
            #expect(known.contains(code), "\(code) is in docs/errors.md only")
        }
    }

    @Test("A code belongs to one enumeration, and is dotted")
    func unique() {
        var seen: [String: String] = [:]
        for (code, place) in Self.codes {
            #expect(seen[code] == nil, "\(code) at \(place) and \(seen[code] ?? "")")
            #expect(code.contains("."), "\(place)")
            seen[code] = place
        }
    }

    @Test("Exit statuses are those of the table's head")
    func statuses() {
        for (code, status) in Self.table {
            #expect(["1", "2", "3", "4", "5", "6", "7", "8"].contains(status), "\(code): \(status)")
        }
    }
}
