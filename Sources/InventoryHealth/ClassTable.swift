internal import GraphModel
internal import GraphStore
internal import Schema
internal import Topology

/// What health asks of the classes of a topology, by their codes there.
struct ClassTable {
    /// An attribute that items of a class should have.
    struct WantedAttribute {
        let name: String
        let isRequired: Bool
        /// Nil where no element ever had it.
        let key: UInt16?
    }

    struct Entry {
        let name: String
        let code: ClassCode?
        /// A configuration item, or what was asked for.
        var isItem = false
        var isInScope = false
        var isUnresolved = false
        var isService = false
        /// Something that stands on its own: equipment, or what somebody else runs.
        var isFoundation = false
        var wanted: [WantedAttribute] = []
        /// The attributes that together tell two items of the class apart by name, as places in `nameKeys`; empty where
        /// names need not differ.
        var nameKeys: [Int] = []
        /// States that come after those in use.
        var retiredStates: [String] = []
    }

    private(set) var entries: [Entry] = []
    /// As the entries say, for loops over relationships.
    private(set) var isItem: [Bool] = []
    private(set) var isUnresolved: [Bool] = []
    /// Every attribute that some `nameKeys` mean.
    private(set) var nameKeys: [String] = []

    /// Whether the schema has something that services can stand on: else nothing can be said of them.
    private(set) var hasFoundations = false

    /// The classes whose items services stand on in the end.
    static let foundations = ["Equipment", "ComputeResource", "CloudResource"]

    /// - Throws: `schema.unknownClass` for a class of the request that there is none of.
    init(
        _ topology: Topology, _ reader: GraphReader, scope name: String?
    ) throws(SchemaViolation) {
        let schema = reader.schema
        let root = schema.classCode(ConventionalLabel.configurationItem)
        let scope = try name.map { (name) throws(SchemaViolation) in try schema.resolveClass(name) }
        let foundations = Self.foundations.compactMap { schema.classCode($0) }
        hasFoundations = !foundations.isEmpty
        for name in topology.classNames {
            var entry = Entry(name: name, code: schema.classCode(name))
            entry.isUnresolved = name == ConventionalLabel.unresolvedReference
            guard let code = entry.code else {
                // Without classes, everything is an item.
                entry.isItem = root == nil && !entry.isUnresolved
                entry.isInScope = entry.isItem && scope == nil
                entries.append(entry)
                continue
            }
            let isCI = root.map { schema.isSubclass(code, of: $0) } ?? !entry.isUnresolved
            entry.isInScope = scope.map { schema.isSubclass(code, of: $0) } ?? isCI
            entry.isItem = isCI || entry.isInScope
            entry.isService = schema[code].isService
            entry.isFoundation = foundations.contains { schema.isSubclass(code, of: $0) }
            entry.wanted = schema.attributes(of: code).filter { $0.need != .optional }.map {
                WantedAttribute(
                    name: $0.name, isRequired: $0.need == .required, key: reader.number(ofKey: $0.name))
            }
            entry.nameKeys = places(of: schema[code].identityRules)
            entry.retiredStates = Self.retiredStates(schema[code].lifecycle)
            entries.append(entry)
        }
        isItem = entries.map(\.isItem)
        isUnresolved = entries.map(\.isUnresolved)
    }

    /// The first rule that a name is part of says what else is. Names within another item repeat all over.
    private mutating func places(of rules: [IdentityRule]) -> [Int] {
        guard let rule = rules.first(where: { $0.attributes.contains(ConventionalProperty.name) }), rule.within == nil
        else { return [] }
        return rule.attributes.map { attribute in
            if let place = nameKeys.firstIndex(of: attribute) { return place }
            nameKeys.append(attribute)
            return nameKeys.count - 1
        }
    }

    /// The states outside impact that are declared after one inside: what was in use and is not any more.
    private static func retiredStates(_ lifecycle: Lifecycle?) -> [String] {
        guard let states = lifecycle?.states, let first = states.firstIndex(where: \.takesPartInImpact) else {
            return []
        }
        return states[first...].filter { !$0.takesPartInImpact }.map(\.name)
    }
}
