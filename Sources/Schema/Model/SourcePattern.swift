extension ReconciliationRules {
    /// A source's name, or the beginning of the names of several: `vsphere`, `nmap*`, `*`.
    public struct SourcePattern: Hashable, Sendable, CustomStringConvertible {
        /// As schema documents spell it.
        public let description: String

        /// Nil for an empty text, and for one with a `*` anywhere but at its end.
        public init?(_ text: String) {
            guard !text.isEmpty, !text.utf8.dropLast().contains(UInt8(ascii: "*")) else { return nil }
            description = text
        }

        /// Whether this is the beginning of names rather than one name.
        public var isPrefix: Bool { description.utf8.last == UInt8(ascii: "*") }

        /// Whether the pattern is the source's name, byte for byte, or a beginning of it. O(length).
        public func matches(_ source: String) -> Bool {
            isPrefix
                ? source.utf8.starts(with: description.utf8.dropLast())
                : source.utf8.elementsEqual(description.utf8)
        }

        /// The index of the pattern that says most about a source: its name, else the longest beginning, of equal ones
        /// the first; nil when none matches. O(patterns).
        static func mostSpecific(of patterns: some Sequence<SourcePattern>, for source: String) -> Int? {
            var best: (index: Int, specificity: Int)?
            for (index, pattern) in patterns.enumerated() where pattern.matches(source) {
                let specificity = pattern.isPrefix ? pattern.description.utf8.count : Int.max
                if let best, best.specificity >= specificity { continue }
                best = (index, specificity)
            }
            return best?.index
        }
    }
}
