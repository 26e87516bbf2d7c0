/// What the end of a text that is being typed may become.
struct LineCompletion: Equatable {
    /// The end of the text that is replaced.
    var typed: String
    /// Each begins with what was typed, but for the case of letters.
    var candidates: [String]

    static let none = LineCompletion(typed: "", candidates: [])

    /// What may stand in place of `typed` whatever is meant; nil when nothing fits.
    var certain: String? {
        guard var common = candidates.first else { return nil }
        for candidate in candidates.dropFirst() {
            common = String(zip(common, candidate).prefix { $0 == $1 }.map(\.0))
        }
        // Candidates that differ in the case of letters share less than was typed.
        return common.count < typed.count ? typed : common
    }

    private static let mostListed = 200

    /// Candidates in columns, for people.
    static func listed(_ candidates: [String], width: Int) -> String {
        let shown = candidates.prefix(mostListed).map(\.trimmingSpaces)
        let cell = shown.reduce(0) { max($0, $1.count) } + 2
        let columns = max(1, width / cell)
        let height = (shown.count + columns - 1) / columns
        var text = ""
        for line in 0..<height {
            let cells = stride(from: line, to: shown.count, by: height).map { shown[$0].padded(to: cell) }
            text += cells.joined().trimmingTrailingSpaces + "\n"
        }
        let rest = candidates.count - shown.count
        return rest > 0 ? text + "… and \(rest) more\n" : text
    }
}
