import Testing

@Suite("Links")
struct LinkTests {
    static let documents =
        Repository.topLevelFiles(withExtension: "md") + Repository.files(in: "docs", withExtension: "md")

    @Test("Every relative link of every document leads somewhere")
    func relativeLinks() {
        #expect(!Self.documents.isEmpty)
        for file in Self.documents {
            let folder = file.path.split(separator: "/").dropLast()
            for (index, line) in file.lines.enumerated() {
                for link in Self.links(in: line) where !link.contains("://") && !link.hasPrefix("#") {
                    let path = String(link.prefix { $0 != "#" })
                    let resolved = (folder.map(String.init) + [path]).joined(separator: "/")
                    #expect(Repository.exists(resolved), "\(file):\(index + 1): \(link)")
                }
            }
        }
    }

    /// The targets of `[text](target)` on one line.
    static func links(in line: Substring) -> [String] {
        var found: [String] = []
        var rest = line
        while let start = rest.firstRange(of: "](") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ")") else { break }
            found.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return found
    }

    @Test("Links are found")
    func reader() {
        #expect(Self.links(in: "see [a](b.md) and [c](d/e.md#f), not (g)") == ["b.md", "d/e.md#f"])
    }
}
