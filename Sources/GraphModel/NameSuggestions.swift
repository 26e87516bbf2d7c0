/// "Did you mean …?" for names that people mistype.
public enum NameSuggestions {
    /// Longest name, in bytes, that is compared; longer ones have no suggestions.
    private static let longestBytes = 128

    /// The candidates closest to `name`, best first, at most `limit`; none when nothing is close.
    ///
    /// Closeness is the number of inserted, removed, replaced or swapped neighbouring bytes, letter case and the
    /// separators `_`, `-` and space ignored; a third of the name's length at most. Candidates that begin with
    /// the name follow. The cost is that of comparing with every candidate.
    public static func closest(
        to name: String, among candidates: some Sequence<String>, limit: Int = 3
    ) -> [String] {
        let wanted = folded(name)
        guard !wanted.isEmpty, wanted.count <= longestBytes else { return [] }
        let allowed = max(1, wanted.count / 3)
        var found: [(cost: Int, name: String)] = []
        for candidate in candidates {
            let other = folded(candidate)
            if wanted.count >= 3, other.starts(with: wanted) {
                found.append((other == wanted ? 0 : allowed + 1, candidate))
            } else if other.count <= longestBytes, abs(other.count - wanted.count) <= allowed {
                let cost = distance(wanted, other)
                if cost <= allowed { found.append((cost, candidate)) }
            }
        }
        found.sort { ($0.cost, $0.name) < ($1.cost, $1.name) }
        return found.prefix(limit).map(\.name)
    }

    /// A sentence for `advice`: "Did you mean `A`, `B` or `C`?", or nil when nothing is close.
    public static func question(for name: String, among candidates: some Sequence<String>) -> String? {
        let names = closest(to: name, among: candidates).map { "`\($0)`" }
        guard let last = names.last else { return nil }
        let rest = names.dropLast()
        return "Did you mean \(rest.isEmpty ? last : rest.joined(separator: ", ") + " or " + last)?"
    }

    /// Edit distance with swaps of neighbours (optimal string alignment). O(a · b) time, O(b) memory.
    public static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var beforePrevious = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        var current = previous
        for i in 1...a.count {
            current[0] = i
            for j in 1...b.count {
                var best = min(previous[j], current[j - 1]) + 1
                best = min(best, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, beforePrevious[j - 2] + 1)
                }
                current[j] = best
            }
            (beforePrevious, previous, current) = (previous, current, beforePrevious)
        }
        return previous[b.count]
    }

    /// Bytes in lower case without separators.
    private static func folded(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in name.utf8 where byte != 0x5F && byte != 0x2D && byte != 0x20 {
            bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        return bytes
    }
}
