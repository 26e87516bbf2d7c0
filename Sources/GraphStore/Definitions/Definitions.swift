internal import GraphModel
internal import Schema

/// An index as the store keeps it, names resolved.
struct IndexInfo: Sendable, Hashable {
    var number: UInt16
    var definition: IndexDefinition
    /// The token of its label or relationship type.
    var element: UInt16
    /// The tokens of its properties, in order.
    var keys: [UInt16]
    /// Whether it backs a uniqueness constraint of the same name.
    var isUnique: Bool
    var version: CommitNumber

    var isOnRelationships: Bool {
        if case .relationshipType = definition.element { true } else { false }
    }
}

/// An existence constraint, names resolved. Uniqueness constraints are indexes with `isUnique`.
struct ExistenceInfo: Sendable, Hashable {
    var definition: ConstraintDefinition
    var element: UInt16
    var keys: [UInt16]
    var version: CommitNumber

    var isOnRelationships: Bool {
        if case .relationshipType = definition.element { true } else { false }
    }
}

/// The indexes, constraints and schema of one commit.
struct Definitions: Sendable {
    /// In ascending order of names.
    var indexes: [IndexInfo] = []
    /// In ascending order of names.
    var existences: [ExistenceInfo] = []
    var documents: [SchemaDocument] = []
    var schema = CompiledSchema.empty
    var schemaVersion = CommitNumber.zero
    /// The last commit that changed any of it.
    var changed = CommitNumber.zero

    func index(named name: String) -> IndexInfo? {
        indexes.first { NameTable.same($0.definition.name, name) }
    }

    func existence(named name: String) -> ExistenceInfo? {
        existences.first { NameTable.same($0.definition.name, name) }
    }

    /// The lowest number that no index has.
    var freeIndexNumber: UInt16? {
        let taken = Set(indexes.map(\.number))
        return (0...UInt16.max).first { !taken.contains($0) }
    }

    /// Every constraint, in ascending order of names.
    var constraints: [ConstraintDefinition] {
        let unique = indexes.filter(\.isUnique).map {
            ConstraintDefinition(
                name: $0.definition.name, kind: .uniqueness, element: $0.definition.element,
                properties: $0.definition.properties)
        }
        return (unique + existences.map(\.definition)).sorted { Names.precedes($0.name, $1.name) }
    }
}

/// What a definition is, as the first byte of its key.
enum DefinitionKind: UInt8, CaseIterable {
    case index = 1
    case constraint = 2
    /// All documents of the schema, under the empty name.
    case schema = 3
    /// The compiled form of the schema, under the empty name: a cache of `schema`, without history.
    case compiledSchema = 4
}
