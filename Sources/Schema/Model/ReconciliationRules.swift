/// What to believe when several sources speak of one item, and what becomes of what they no longer report.
///
/// Rules name classes by the codes of the schema they belong to.
public struct ReconciliationRules: Hashable, Sendable {
    /// What is believed of an attribute: the value of the source that comes first.
    public struct PrecedenceRule: Hashable, Sendable {
        /// The rule is for items of the class and of its descendants.
        public let ciClass: ClassCode
        /// Empty for all attributes.
        public let attributes: Set<String>
        /// The best first; of several that match a source, the most specific is its place.
        public let order: [SourcePattern]

        public init(ciClass: ClassCode, attributes: Set<String> = [], order: [SourcePattern]) {
            self.ciClass = ciClass
            self.attributes = attributes
            self.order = order
        }

        /// The place of a source in the order, 0 the best; behind the last for a source that no pattern matches.
        /// O(patterns).
        public func rank(of source: String) -> Int {
            SourcePattern.mostSpecific(of: order, for: source) ?? order.count
        }
    }

    /// How long a source is believed.
    public struct SourceRule: Hashable, Sendable {
        public let pattern: SourcePattern
        /// After so many days without a new report, what the source said gives way to others; nil for never.
        public let effectiveDays: Int?

        public init(pattern: SourcePattern, effectiveDays: Int?) {
            self.pattern = pattern
            self.effectiveDays = effectiveDays
        }
    }

    /// What becomes of an item that no source reports any longer; spelled as schema documents spell it.
    public enum MissingPolicy: String, Hashable, Sendable, CaseIterable {
        /// Nothing.
        case keep
        /// It is marked as stale, and stays.
        case stale
        /// It leaves impact, and stays to be looked up.
        case retire
        /// It is removed; its history stays.
        case delete
    }

    /// What becomes of missing items of a class.
    public struct MissingRule: Hashable, Sendable {
        /// The rule is for items of the class and of its descendants.
        public let ciClass: ClassCode
        public let policy: MissingPolicy
        /// How many days the item is stale before the policy is carried out; 0 for at once.
        public let afterDays: Int

        public init(ciClass: ClassCode, policy: MissingPolicy, afterDays: Int = 0) {
            self.ciClass = ciClass
            self.policy = policy
            self.afterDays = afterDays
        }
    }

    /// Values that makers and people leave where an identifier belongs, in lower case and trimmed: they identify
    /// nobody.
    public let placeholders: Set<String>
    /// In order of declaration, each pattern once.
    public let sources: [SourceRule]
    /// In order of declaration, each attribute of a class once.
    public let precedence: [PrecedenceRule]
    /// In order of declaration, each class once.
    public let missing: [MissingRule]

    public init(
        placeholders: Set<String> = [], sources: [SourceRule] = [], precedence: [PrecedenceRule] = [],
        missing: [MissingRule] = []
    ) {
        self.placeholders = placeholders
        self.sources = sources
        self.precedence = precedence
        self.missing = missing
    }

    /// Whether nothing is stated.
    public var isEmpty: Bool { self == ReconciliationRules() }
}
