/// The targets and their levels as ARCHITECTURE.md states them, and their dependencies as Package.swift does.
struct TargetGraph {
    /// Target name to level.
    var levels: [String: Int] = [:]

    init(architecture: TextFile) {
        for line in architecture.lines where line.hasPrefix("| L") {
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " && $0 != "`" } }
            guard cells.count >= 2, let level = Int(cells[0].dropFirst()) else { continue }
            levels[cells[1]] = level
        }
    }

    /// The modules that a file imports.
    static func imports(of file: TextFile) -> [String] {
        file.code.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index < 3, index + 1 < words.count else { return nil }
            guard words[..<index].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains(String($0)) }) else {
                return nil
            }
            let name = words[index + 1]
            let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "var", "let", "typealias"]
            let path = kinds.contains(name) && index + 2 < words.count ? words[index + 2] : name
            return path.split(separator: ".").first.map(String.init)
        }
    }

    private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
}
