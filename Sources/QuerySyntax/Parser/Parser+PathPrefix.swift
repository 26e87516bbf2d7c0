import GraphModel

extension Parser {
    static let pathWords: [Keyword] = [
        .shortestPath, .allShortestPaths, .shortest, .any, .all, .acyclic, .trail, .walk,
    ]

    /// What stands in front of a path: `SHORTEST 2`, `ANY`, `ALL SHORTEST ACYCLIC PATHS`.
    mutating func pathPrefix() throws(QueryError) -> (PathSelector, PathMode) {
        var selector = PathSelector.all
        var isGrouping = false
        if take(.all) {
            if take(.shortest) { selector = .allShortest }
        } else if take(.any) {
            if take(.shortest) {
                selector = .shortest(count: nil)
            } else {
                selector = .any(count: try pathCount())
            }
        } else if take(.shortest) {
            selector = .shortest(count: try pathCount())
            isGrouping = true
        }
        let mode = try pathMode()
        if !take(.paths) { _ = take(.path) }
        if isGrouping, case .shortest(let count) = selector, take(.groups) || take(.group) {
            selector = .shortestGroups(count: count)
        }
        return (selector, mode)
    }

    private mutating func pathMode() throws(QueryError) -> PathMode {
        if take(.acyclic) { return .acyclic }
        if take(.walk) { return .walk }
        if at(.simple) {
            throw refused("the path mode SIMPLE is not available", advice: "TRAIL and ACYCLIC are.", at: current)
        }
        _ = take(.trail)
        return .trail
    }

    /// A number or a parameter.
    private mutating func pathCount() throws(QueryError) -> Expression? {
        if current.kind.isParameter { return try parameter() }
        return current.kind.isInteger || at(.badNumber) ? try numberLiteral(isNegative: false) : nil
    }
}
