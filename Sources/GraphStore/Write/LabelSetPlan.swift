internal import GraphModel
internal import Schema

/// What writing an index's entries takes.
final class IndexPlan: Sendable {
    let number: UInt16
    let keys: [UInt16]
    let eachListElement: Bool
    let isUnique: Bool

    init(_ index: IndexInfo) {
        number = index.number
        keys = index.keys
        eachListElement = index.definition.eachListElement
        isUnique = index.isUnique
    }
}

/// An index on one property without a constraint: what nearly all are.
struct PlainIndex: BitwiseCopyable, Sendable {
    let number: UInt16
    let key: UInt16
    let eachListElement: Bool

    init?(_ index: IndexPlan) {
        guard index.keys.count == 1, !index.isUnique else { return nil }
        number = index.number
        key = index.keys[0]
        eachListElement = index.eachListElement
    }
}

/// What the definitions ask of nodes with one set of labels, looked up once.
final class LabelSetPlan: Sendable {
    let labels: [UInt16]
    /// In ascending order of UTF-8 bytes.
    let names: [String]
    /// The indexes that such nodes are in.
    let indexes: [IndexPlan]
    /// Of these the plain ones, and the others.
    let plainIndexes: [PlainIndex]
    let otherIndexes: [IndexPlan]
    /// Positions in `Definitions.existences`.
    let existences: [Int]
    /// Nil for nodes without a class and for unresolved references: they are free-form.
    let classCode: ClassCode?
    /// What is wrong with the labels themselves.
    let violations: [SchemaViolation]
    /// Whether a node whose properties the schema allows breaks no rule, so that nothing is to be judged.
    let takesPacked: Bool

    init(_ set: UInt16, _ names: Names, _ definitions: Definitions) {
        let tokens = names.labelSets.sets[Int(set)]
        labels = tokens
        self.names = names.labelNames(ofSet: set) ?? []
        indexes = definitions.indexes.filter { !$0.isOnRelationships && tokens.contains($0.element) }
            .map(IndexPlan.init)
        plainIndexes = indexes.compactMap(PlainIndex.init)
        otherIndexes = indexes.filter { PlainIndex($0) == nil }
        existences = definitions.existences.indices.filter {
            let existence = definitions.existences[$0]
            return !existence.isOnRelationships && tokens.contains(existence.element)
        }
        let schema = definitions.schema
        let isExempt = self.names.contains(ConventionalLabel.unresolvedReference)
        if schema.isEmpty || isExempt || schema.classCode(ofLabels: self.names) == nil {
            classCode = nil
            violations = []
        } else {
            (classCode, violations) = schema.validate(labels: self.names)
        }
        takesPacked = violations.isEmpty && existences.isEmpty && !indexes.contains(where: \.isUnique)
    }
}

/// What the definitions ask of relationships of one type.
final class TypePlan: Sendable {
    let indexes: [IndexPlan]
    let existences: [Int]
    /// Nil when the schema is empty.
    let code: RelationshipTypeCode?
    /// What is wrong with the type itself.
    let violations: [SchemaViolation]
    /// Whether a relationship without properties needs no look at its attributes.
    let allowsNoProperties: Bool
    /// The smallest number of relationships of the type that some rule allows at a source, and at a target; nil
    /// when no rule limits it.
    let fewestTargets: Int?
    let fewestSources: Int?
    /// Whether a relationship whose properties and ends the schema allows breaks no rule, so that nothing is to be
    /// judged.
    let takesPacked: Bool

    init(_ type: UInt16, _ names: Names, _ definitions: Definitions) {
        indexes = definitions.indexes.filter { $0.isOnRelationships && $0.element == type }.map(IndexPlan.init)
        existences = definitions.existences.indices.filter {
            definitions.existences[$0].isOnRelationships && definitions.existences[$0].element == type
        }
        let schema = definitions.schema
        let name = names.types.names[Int(type)]
        let code = schema.typeCode(name)
        self.code = code
        let lacksType = !schema.isEmpty && code == nil
        violations =
            lacksType
            ? schema.validate(relationshipType: name, properties: [], sourceLabels: [], targetLabels: []) : []
        allowsNoProperties = code.map { schema.validate([], of: $0).isEmpty } ?? true
        let rules = code.map { schema[$0].rules } ?? []
        fewestTargets = rules.compactMap(\.targetsPerSource.maximum).min()
        fewestSources = rules.compactMap(\.sourcesPerTarget.maximum).min()
        takesPacked =
            violations.isEmpty && existences.isEmpty && !indexes.contains(where: \.isUnique)
            && fewestTargets == nil && fewestSources == nil
    }
}

/// Plans made so far, in this commit and the ones before; forgotten when a definition changes.
struct PlanCache: Sendable {
    private var nodes: [LabelSetPlan?] = []
    private var types: [TypePlan?] = []
    /// (type, source's label set, target's label set) that the schema allows.
    private(set) var allowedEnds: Set<UInt64> = []

    func plan(ofSet set: UInt16) -> LabelSetPlan? { Int(set) < nodes.count ? nodes[Int(set)] : nil }

    func plan(ofType type: UInt16) -> TypePlan? { Int(type) < types.count ? types[Int(type)] : nil }

    mutating func insert(_ plan: LabelSetPlan, ofSet set: UInt16) {
        while nodes.count <= Int(set) { nodes.append(nil) }
        nodes[Int(set)] = plan
    }

    mutating func insert(_ plan: TypePlan, ofType type: UInt16) {
        while types.count <= Int(type) { types.append(nil) }
        types[Int(type)] = plan
    }

    mutating func allow(_ ends: UInt64) { allowedEnds.insert(ends) }

    mutating func removeAll() { self = PlanCache() }
}

/// The label sets of the last label lists seen: an import repeats a few.
struct LabelSetCache {
    private var lists: [[String]] = Array(repeating: [], count: 64)
    private var sets: [UInt16] = Array(repeating: 0, count: 64)

    func set(_ labels: [String]) -> UInt16? {
        let place = Self.place(labels)
        guard lists[place].count == labels.count, !labels.isEmpty else { return nil }
        for index in labels.indices where !NameTable.same(lists[place][index], labels[index]) { return nil }
        return sets[place]
    }

    mutating func insert(_ labels: [String], _ set: UInt16) {
        let place = Self.place(labels)
        lists[place] = labels
        sets[place] = set
    }

    private static func place(_ labels: [String]) -> Int {
        var hash = labels.count
        for label in labels {
            let utf8 = label.utf8
            hash = hash &* 31 &+ utf8.count
            if let first = utf8.first { hash = hash &* 31 &+ Int(first) }
        }
        return hash & 63
    }
}
