internal import Discovery
internal import GraphModel
internal import Schema

/// What reconciliation asks of the schema, for every item and relationship, looked up once per name.
final class ClassCatalogue {
    /// One class as the items of a run need it.
    struct Entry {
        var code: ClassCode
        /// The class and its ancestors.
        var labels: [String]
        /// The first identity rule, unless it needs a look at related items, and the index behind it.
        var identityRule: (attributes: [String], index: String)?
        var attributes: [String: AttributeType]
    }

    private let schema: CompiledSchema
    private var entries: [String: Entry?] = [:]
    private var types: [String: String?] = [:]

    /// The labels of a node that stands for an unresolved reference.
    let unresolvedLabels: [String]

    init(schema: CompiledSchema) {
        self.schema = schema
        unresolvedLabels =
            schema.classCode(ConventionalLabel.unresolvedReference).map(schema.labels)
            ?? [ConventionalLabel.unresolvedReference]
    }

    subscript(_ name: String) -> Entry? {
        if let known = entries[name] { return known }
        let entry = schema.classCode(name).map(entry)
        entries[name] = .some(entry)
        return entry
    }

    private func entry(_ code: ClassCode) -> Entry {
        let rule = DefaultIndexes.rule(of: schema[code], schema)
        return Entry(
            code: code, labels: schema.labels(of: code), identityRule: rule.map { ($0.properties, $0.name) },
            attributes: Dictionary(
                uniqueKeysWithValues: schema.attributes(of: code).map { ($0.name, $0.type) }))
    }

    /// The schema's name of a relationship type; nil when there is none.
    func relationshipType(_ name: String) -> String? {
        if let known = types[name] { return known }
        let found = schema.typeCode(name).map { schema[$0].name }
        types[name] = .some(found)
        return found
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

    /// Whether a node's class is the entry's, or an ancestor or descendant of it.
    func isRelated(_ entry: Entry, toLabels labels: [String]) -> Bool {
        guard let code = schema.classCode(ofLabels: labels) else { return false }
        return schema.isSubclass(code, of: entry.code) || schema.isSubclass(entry.code, of: code)
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
