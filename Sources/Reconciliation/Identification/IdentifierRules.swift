internal import Discovery
internal import GraphModel
internal import Schema

/// How the items of one class are identified, and the values that do so.
struct IdentifierRules {
    private struct Rule {
        let rank: Int
        let attributes: [String]
        let isExclusive: Bool
        /// What its identifiers begin with.
        let prefix: String
        /// Whether it is the name alone.
        let isName: Bool

        init(rank: Int, attributes: [String], isExclusive: Bool) {
            self.rank = rank
            self.attributes = attributes
            self.isExclusive = isExclusive
            prefix = "\(IdentifierRules.name(attributes))="
            isName = attributes == [ConventionalProperty.name]
        }
    }

    /// Items within another: their attributes tell them apart from the others within the same one.
    struct DependentRule {
        let rank: Int
        let attributes: [String]
        /// The type of the relationship that leads from the item to what it is within.
        let within: String
    }

    private let rules: [Rule]
    let dependentRules: [DependentRule]
    private let placeholders: Set<String>

    /// More combinations of list elements than this are not made.
    private static let largestNumber = 64

    init(of code: ClassCode, _ schema: CompiledSchema) {
        var rules: [Rule] = []
        var dependentRules: [DependentRule] = []
        for (rank, rule) in schema[code].identityRules.enumerated() {
            if let within = rule.within {
                dependentRules.append(DependentRule(rank: rank, attributes: rule.attributes, within: within))
            } else {
                rules.append(Rule(rank: rank, attributes: rule.attributes, isExclusive: rule.isExclusive))
            }
        }
        self.rules = rules
        self.dependentRules = dependentRules
        placeholders = schema.reconciliation.placeholders
    }

    /// The attributes that the rules look at, those of dependent ones aside.
    var attributes: Set<String> { Set(rules.flatMap(\.attributes)) }

    /// Whether anything but the name identifies.
    var looksBeyondNames: Bool { rules.contains { !$0.isName } }

    /// The identifiers that some properties make, best rule first.
    func identifiers(of properties: [Property]) -> [Identifier] { identifiers { key in properties.value(of: key) } }

    /// The same of properties that `value` gives by key.
    func identifiers(_ value: (String) -> PropertyValue?) -> [Identifier] {
        rules.flatMap { rule in
            texts(rule, value).map {
                Identifier(rank: rule.rank, isExclusive: rule.isExclusive, text: rule.prefix + $0)
            }
        }
    }

    /// The property `identifiers` of a CI of one record; nil when nothing but its name identifies it.
    func property(_ value: (String) -> PropertyValue?) -> Property? {
        let texts = Set(Self.stored(identifiers(value)).map(\.text)).sorted()
        return texts.isEmpty ? nil : Property(ReconciledProperty.identifiers, .list(texts.map { .string($0) }))
    }

    /// What identifies an item within the node that a relationship of a rule leads to.
    func identifiers(of properties: [Property], _ rule: DependentRule, within node: NodeID) -> [Identifier] {
        // Within one item, what would be a placeholder elsewhere is a name: `0`, or `local`.
        let values = rule.attributes.compactMap { IdentifierText.exact(properties.value(of: $0)) }
        guard values.count == rule.attributes.count else { return [] }
        let place = "within \(node.rawValue) by \(rule.within)"
        let text = "\(Self.name(rule.attributes)) \(place)=\(values.joined(separator: "|"))"
        return [Identifier(rank: rule.rank, isExclusive: false, text: text)]
    }

    /// The identifiers that stand in the property `identifiers` of a CI of one record: not the plain name, which has an
    /// index of its own.
    static func stored(_ identifiers: [Identifier]) -> [Identifier] { identifiers.filter { !$0.isPlainName } }

    /// One address of an interface and the list of a machine's are one kind of value.
    private static func name(_ attributes: [String]) -> String {
        attributes.map { $0 == "macAddress" ? "macAddresses" : $0 }.joined(separator: "+")
    }

    /// One text for each combination of the attributes' elements; none when one of them says nothing.
    private func texts(_ rule: Rule, _ value: (String) -> PropertyValue?) -> [String] {
        if rule.isName { return IdentifierText.name(value(rule.attributes[0]), placeholders).map { [$0] } ?? [] }
        let values = rule.attributes.compactMap(value)
        guard values.count == rule.attributes.count else { return [] }
        var texts = [""]
        for (place, value) in values.enumerated() {
            let key = rule.attributes[place]
            let elements: [PropertyValue] = if case .list(let elements) = value { elements } else { [value] }
            let plain = elements.compactMap { IdentifierText.plain($0, of: key, placeholders) }
            texts = texts.flatMap { text in plain.map { place == 0 ? $0 : "\(text)|\($0)" } }
            guard !texts.isEmpty, texts.count <= Self.largestNumber else { return [] }
        }
        return texts
    }
}

extension Identifier {
    private static let namePrefix = "\(ConventionalProperty.name)="

    /// Whether it is a name and nothing more.
    var isPlainName: Bool { text.hasPrefix(Self.namePrefix) }

    /// The name that it is.
    var plainName: String? { isPlainName ? String(text.dropFirst(Self.namePrefix.count)) : nil }
}

extension [Property] {
    func value(of key: String) -> PropertyValue? { first { $0.key == key }?.value }
}
