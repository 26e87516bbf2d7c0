internal import Discovery
internal import GraphModel
internal import Schema

/// What reconciliation asks of the schema, for every item and relationship, looked up once per name.
final class ClassCatalogue {
    /// One class as the items of a run need it.
    final class Entry {
        /// In the order in which the catalogue was first asked.
        let number: UInt32
        let code: ClassCode
        let name: String
        /// The class and its ancestors.
        let labels: [String]
        let identifiers: IdentifierRules
        let attributes: [String: AttributeType]
        /// The attributes that every item needs.
        let required: Set<String>

        init(_ code: ClassCode, number: UInt32, _ schema: CompiledSchema) {
            self.number = number
            self.code = code
            name = schema[code].name
            labels = schema.labels(of: code)
            identifiers = IdentifierRules(of: code, schema)
            let declared = schema.attributes(of: code)
            attributes = Dictionary(uniqueKeysWithValues: declared.map { ($0.name, $0.type) })
            required = Set(declared.filter { $0.need == .required }.map(\.name))
        }
    }

    /// One relationship type.
    final class TypeEntry {
        /// In the order in which the catalogue was first asked.
        let number: UInt32
        let code: RelationshipTypeCode
        /// The schema's name of it.
        let name: String
        /// The attributes that every relationship needs.
        let required: Set<String>

        init(_ code: RelationshipTypeCode, number: UInt32, _ schema: CompiledSchema) {
            self.number = number
            self.code = code
            name = schema[code].name
            required = Set(schema[code].attributes.filter { $0.need == .required }.map(\.name))
        }
    }

    let schema: CompiledSchema
    private var entries: [String: Entry?] = [:]
    private var types: [String: TypeEntry?] = [:]
    /// Records of one kind mostly follow each other.
    private var lastClass: (name: String, entry: Entry?) = ("", nil)
    private var lastType: (name: String, entry: TypeEntry?) = ("", nil)
    /// The names that numbers stand for.
    private(set) var numberedClasses: [String] = []
    private(set) var numberedTypes: [String] = []

    /// The labels of a node that stands for an unresolved reference.
    let unresolvedLabels: [String]
    private let roots: [String]
    /// The types by which dependent items are within others.
    let withinTypes: [String]

    init(schema: CompiledSchema) {
        self.schema = schema
        unresolvedLabels =
            schema.classCode(ConventionalLabel.unresolvedReference).map(schema.labels)
            ?? [ConventionalLabel.unresolvedReference]
        roots = DefaultIndexes.roots(of: schema)
        withinTypes = Set(schema.classes.flatMap { $0.identityRules.compactMap(\.within) }).sorted()
    }

    subscript(_ name: String) -> Entry? {
        if name == lastClass.name { return lastClass.entry }
        lastClass = (name, find(name))
        return lastClass.entry
    }

    private func find(_ name: String) -> Entry? {
        if let known = entries[name] { return known }
        let entry = schema.classCode(name).map { Entry($0, number: UInt32(numberedClasses.count), schema) }
        if let entry { numberedClasses.append(entry.name) }
        entries[name] = .some(entry)
        return entry
    }

    /// The relationship type that a name or alias means; nil when there is none.
    func relationshipType(_ name: String) -> TypeEntry? {
        if name == lastType.name { return lastType.entry }
        lastType = (name, findType(name))
        return lastType.entry
    }

    private func findType(_ name: String) -> TypeEntry? {
        if let known = types[name] { return known }
        let entry = schema.typeCode(name).map { TypeEntry($0, number: UInt32(numberedTypes.count), schema) }
        if let entry { numberedTypes.append(entry.name) }
        types[name] = .some(entry)
        return entry
    }

    func unknownClass(_ name: String, at position: SourcePosition) -> ImportError {
        ImportError(
            .badRecord, "there is no class `\(name)`", at: position,
            advice: NameSuggestions.question(for: name, among: schema.classes.map(\.name)))
    }

    func unknownRelationshipType(_ name: String, at position: SourcePosition) -> ImportError {
        ImportError(
            .badRecord, "there is no relationship type `\(name)`", at: position,
            advice: NameSuggestions.question(for: name, among: schema.relationshipTypes.map(\.name)))
    }

    func entry(of code: ClassCode) -> Entry {
        guard let entry = self[schema[code].name] else { preconditionFailure("a class of the schema has an entry") }
        return entry
    }

    /// The codes of two classes; nil when one is no longer in the schema.
    func codes(_ a: String, _ b: String) -> (ClassCode, ClassCode)? {
        guard let a = schema.classCode(a), let b = schema.classCode(b) else { return nil }
        return (a, b)
    }

    /// The place of a class's root among those of `DefaultIndexes`.
    func root(of code: ClassCode) -> Int {
        let root = schema.lineage(of: code).last ?? code
        return roots.firstIndex(of: schema[root].name) ?? 0
    }

    /// The labels that turn a node with `labels` into one of the class, keeping a class that is already more specific.
    func relabelling(_ labels: [String], as entry: Entry) -> (added: [String], removed: [String]) {
        if let current = schema.classCode(ofLabels: labels), !labels.contains(ConventionalLabel.unresolvedReference),
            !schema.isSubclass(entry.code, of: current)
        {
            return ([], [])
        }
        return (
            entry.labels.filter { !labels.contains($0) },
            labels.filter { schema.classCode($0) != nil && !entry.labels.contains($0) }
        )
    }
}
