/// What the class tree implies for one class.
struct ClassFacts: Sendable {
    /// The code after the last descendant: descendants of `c` are `c + 1 ..< end`.
    var end: UInt16 = 0
    /// The distance from the root.
    var depth: UInt16 = 0
    /// The class and its ancestors, in ascending order of their UTF-8 bytes.
    var labels: [String] = []
    /// Own and inherited attributes in ascending order of names, as indices in the schema's table of attributes.
    var attributes: [UInt32] = []
    /// Names of the attributes that nodes must have.
    var required: [String] = []
    /// The life-cycle states in which items take no part in impact.
    var statesOutsideImpact: [String] = []

    /// The facts of classes in preorder. `table` is the own attributes of all classes, one class after the other.
    static func all(of classes: [CIClass], table: [AttributeDefinition]) -> [ClassFacts] {
        var facts: [ClassFacts] = []
        facts.reserveCapacity(classes.count)
        var next = 0
        for ciClass in classes {
            var fact = ciClass.parent.map { facts[Int($0.rawValue)] } ?? ClassFacts()
            fact.end = ciClass.code.rawValue + 1
            if ciClass.parent != nil { fact.depth += 1 }
            fact.labels.insert(ciClass.name, at: fact.labels.firstIndex { $0 > ciClass.name } ?? fact.labels.count)
            let states = ciClass.lifecycle?.states ?? []
            fact.statesOutsideImpact = states.filter { !$0.takesPartInImpact }.map(\.name)
            let own = next..<next + ciClass.ownAttributes.count
            next = own.upperBound
            if !own.isEmpty { fact.add(own, of: table) }
            facts.append(fact)
        }
        for ciClass in classes.reversed() {
            guard let parent = ciClass.parent else { continue }
            let end = facts[Int(ciClass.code.rawValue)].end
            facts[Int(parent.rawValue)].end = max(facts[Int(parent.rawValue)].end, end)
        }
        return facts
    }

    /// Puts own attributes among the inherited ones, in place of those of the same name.
    private mutating func add(_ own: Range<Int>, of table: [AttributeDefinition]) {
        attributes.reserveCapacity(attributes.count + own.count)
        for attribute in own {
            let name = table[attribute].name
            let index = firstIndex(notBefore: name, in: table)
            if index < attributes.count, table[Int(attributes[index])].name == name {
                attributes[index] = UInt32(attribute)
            } else {
                attributes.insert(UInt32(attribute), at: index)
            }
        }
        required = attributes.filter { table[Int($0)].need == .required }.map { table[Int($0)].name }
    }

    /// Declared names are ASCII, whose order as strings is that of their bytes.
    private func firstIndex(notBefore name: String, in table: [AttributeDefinition]) -> Int {
        var low = 0
        var high = attributes.count
        while low < high {
            let middle = (low + high) / 2
            if table[Int(attributes[middle])].name < name { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Where in the table the class's attribute with this name stands.
    func attributeIndex(_ name: String, in table: [AttributeDefinition]) -> Int? {
        let index = firstIndex(notBefore: name, in: table)
        guard index < attributes.count else { return nil }
        let found = Int(attributes[index])
        return table[found].name == name ? found : nil
    }
}
