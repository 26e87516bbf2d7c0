/// What the class tree implies for one class.
struct ClassFacts: Sendable {
    /// The code after the last descendant: descendants of `c` are `c + 1 ..< end`.
    var end: UInt16
    /// The distance from the root.
    var depth: UInt16
    /// The class and its ancestors, in ascending order of their UTF-8 bytes.
    var labels: [String]
    /// Own and inherited, in ascending order of names.
    var attributes: [AttributeDefinition]
    /// Names of the attributes that nodes must have.
    var required: [String]
    var recommended: [String]

    /// The facts of classes in preorder.
    static func all(of classes: [CIClass]) -> [ClassFacts] {
        var facts: [ClassFacts] = []
        facts.reserveCapacity(classes.count)
        for ciClass in classes {
            let parent = ciClass.parent.map { facts[Int($0.rawValue)] }
            let attributes = merge(parent?.attributes ?? [], ciClass.ownAttributes)
            facts.append(
                ClassFacts(
                    end: ciClass.code.rawValue + 1, depth: parent.map { $0.depth + 1 } ?? 0,
                    labels: ((parent?.labels ?? []) + [ciClass.name]).sorted(by: precedes), attributes: attributes,
                    required: attributes.filter { $0.need == .required }.map(\.name),
                    recommended: attributes.filter { $0.need == .recommended }.map(\.name)))
        }
        for ciClass in classes.reversed() {
            guard let parent = ciClass.parent else { continue }
            let end = facts[Int(ciClass.code.rawValue)].end
            facts[Int(parent.rawValue)].end = max(facts[Int(parent.rawValue)].end, end)
        }
        return facts
    }

    /// Inherited attributes with the own ones in place of those of the same name.
    private static func merge(
        _ inherited: [AttributeDefinition], _ own: [AttributeDefinition]
    ) -> [AttributeDefinition] {
        guard !own.isEmpty else { return inherited }
        let names = Set(own.map(\.name))
        return (inherited.filter { !names.contains($0.name) } + own).sorted { precedes($0.name, $1.name) }
    }

    /// The order of names everywhere: that of their UTF-8 bytes.
    static func precedes(_ a: String, _ b: String) -> Bool {
        a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    func attribute(_ name: String) -> AttributeDefinition? {
        var low = 0
        var high = attributes.count
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(attributes[middle].name, name) { low = middle + 1 } else { high = middle }
        }
        return low < attributes.count && attributes[low].name == name ? attributes[low] : nil
    }
}
