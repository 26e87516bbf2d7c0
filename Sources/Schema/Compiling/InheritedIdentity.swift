import GraphModel

/// Which identity rules each class of a tree has, given in preorder those that the classes declare themselves.
struct InheritedIdentity {
    /// By class: the rules of the lineage without the root's `[name]`, nearest first.
    private var stronger: [[IdentityRule]] = []
    /// By class: what `CIClass.identityRules` says.
    private(set) var rules: [[IdentityRule]] = []

    /// Adds the next class, with its own rules, and returns all that it has.
    ///
    /// A name identifies what has nothing better: where any class of the lineage says what does, the root's `[name]` no
    /// longer counts, since two sites have a room of one name each. Whoever wants it there says so again.
    mutating func add(_ own: [IdentityRule], parent: ClassCode?) -> [IdentityRule] {
        guard let parent else {
            stronger.append(Self.distinct(own.filter { !$0.isName }))
            rules.append(Self.distinct(own))
            return rules[rules.count - 1]
        }
        let index = Int(parent.rawValue)
        stronger.append(Self.distinct(own + stronger[index]))
        let better = stronger[stronger.count - 1]
        rules.append(better.isEmpty ? rules[index] : better)
        return rules[rules.count - 1]
    }

    /// The first of each attributes and item within which they are unique.
    private static func distinct(_ rules: [IdentityRule]) -> [IdentityRule] {
        var seen: Set<IdentityRule> = []
        return rules.filter { seen.insert(IdentityRule(attributes: $0.attributes, within: $0.within)).inserted }
    }
}

extension IdentityRule {
    fileprivate var isName: Bool { attributes == [ConventionalProperty.name] && within == nil }
}
