/// Draws trees with lines, however deep, without recursion.
struct TextTree {
    /// For each entry, its text and the positions of those below it. Every entry is below one other or a root.
    var texts: [String] = []
    var children: [[Int]] = []
    var roots: [Int] = []
    /// Entries below which there are more than were added.
    private var cut: Set<Int> = []
    /// How many entries there are that were not added.
    var omitted = 0

    /// Adds an entry below `parent`, or a root, and gives its position.
    ///
    /// - Parameter isCut: whether entries below it come after those that will be added.
    @discardableResult
    mutating func append(_ text: String, below parent: Int?, isCut: Bool = false) -> Int {
        let position = texts.count
        if isCut { cut.insert(position) }
        texts.append(text)
        children.append([])
        if let parent { children[parent].append(position) } else { roots.append(position) }
        return position
    }

    /// Lines from the top, at most `limit` of them unless it is nil, and how many entries that leaves out.
    func lines(limit: Int?) -> (lines: [String], omitted: Int) {
        var lines: [String] = []
        var pending = roots.reversed().map { (position: $0, lead: "", tail: "") }
        while let next = pending.popLast() {
            if let limit, lines.count >= limit { return (lines, texts.count - lines.count + omitted) }
            lines.append(next.lead + texts[next.position])
            let below = children[next.position]
            for (rank, child) in below.enumerated().reversed() {
                let isLast = rank == below.count - 1 && !cut.contains(next.position)
                pending.append((child, next.tail + (isLast ? "└─ " : "├─ "), next.tail + (isLast ? "   " : "│  ")))
            }
        }
        return (lines, omitted)
    }

    /// The lines as one text with a last line that says what is left out.
    func text(limit: Int?) -> String {
        let (lines, omitted) = lines(limit: limit)
        let rest = omitted == 0 ? [] : ["… and \(omitted) more; --limit 0 shows all of them"]
        return (lines + rest).joined(separator: "\n")
    }
}
