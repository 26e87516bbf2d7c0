public import GraphModel

extension CompiledSchema {
    /// The class with this name. O(1).
    public func classCode(_ name: String) -> ClassCode? { classCodes[name] }

    /// The class with this name, or why there is none, with suggestions.
    public func resolveClass(_ name: String) throws(SchemaViolation) -> ClassCode {
        if let code = classCodes[name] { return code }
        throw unknownClass(name)
    }

    public subscript(_ code: ClassCode) -> CIClass { classes[Int(code.rawValue)] }

    /// The labels of a node of the class: the class and all its ancestors, in ascending order. O(1).
    public func labels(of code: ClassCode) -> [String] { facts[Int(code.rawValue)].labels }

    /// Whether the class is the other or descends from it. O(1).
    public func isSubclass(_ code: ClassCode, of ancestor: ClassCode) -> Bool {
        code.rawValue >= ancestor.rawValue && code.rawValue < facts[Int(ancestor.rawValue)].end
    }

    /// The class and its descendants.
    public func subclasses(of code: ClassCode) -> ArraySlice<CIClass> {
        classes[Int(code.rawValue)..<Int(facts[Int(code.rawValue)].end)]
    }

    /// The class and its ancestors, most specific first.
    public func lineage(of code: ClassCode) -> [ClassCode] {
        var lineage = [code]
        while let parent = classes[Int(lineage[lineage.count - 1].rawValue)].parent { lineage.append(parent) }
        return lineage
    }

    /// How many steps the class stands below an ancestor; nil when it does not. O(1).
    public func distance(from code: ClassCode, to ancestor: ClassCode) -> Int? {
        isSubclass(code, of: ancestor)
            ? Int(facts[Int(code.rawValue)].depth) - Int(facts[Int(ancestor.rawValue)].depth) : nil
    }

    /// The most specific class among a node's labels: the deepest in the tree, of several the first in preorder; nil
    /// when no label is a class.
    public func classCode(ofLabels labels: [String]) -> ClassCode? {
        var best: (code: ClassCode, depth: UInt16)?
        for label in labels {
            guard let code = classCodes[label] else { continue }
            let depth = facts[Int(code.rawValue)].depth
            if let known = best, (known.depth, code) > (depth, known.code) || known.depth > depth { continue }
            best = (code, depth)
        }
        return best?.code
    }

    /// The class's attributes, own and inherited, in ascending order of names.
    public func attributes(of code: ClassCode) -> [AttributeDefinition] {
        facts[Int(code.rawValue)].attributes.map { attributeTable[Int($0)] }
    }

    /// The definition of one attribute, or nil when the class leaves it open. O(log of the class's attributes).
    public func attribute(_ name: String, of code: ClassCode) -> AttributeDefinition? {
        facts[Int(code.rawValue)].attributeIndex(name, in: attributeTable).map { attributeTable[$0] }
    }

    /// Names of the attributes that the class recommends, in ascending order.
    public func recommendedAttributes(of code: ClassCode) -> [String] {
        attributes(of: code).filter { $0.need == .recommended }.map(\.name)
    }

    /// Whether items of the class take part in impact in a state. True for no state and for states that the
    /// class's life cycle does not have. O(states).
    public func takesPartInImpact(_ code: ClassCode, state: String?) -> Bool {
        guard let state else { return true }
        return !facts[Int(code.rawValue)].statesOutsideImpact.contains(state)
    }

    func unknownClass(_ name: String) -> SchemaViolation {
        SchemaViolation(
            .unknownClass, "there is no class `\(name)`",
            advice: NameSuggestions.question(for: name, among: classCodes.keys)
                ?? "`faultline schema` lists the classes.")
    }
}
