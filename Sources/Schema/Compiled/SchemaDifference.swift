/// What changed between two schemas, for people, and what existing data must be checked against again.
public struct SchemaDifference: Hashable, Sendable, CustomStringConvertible {
    /// One sentence per change: classes first, then relationship types, each in order of names, then the rules of
    /// reconciliation.
    public private(set) var lines: [String] = []
    /// Classes whose existing nodes might break the new schema: those removed, or with rules that became stricter. The
    /// descendants of a class stand for themselves.
    public private(set) var classesToCheck: Set<String> = []
    /// Relationship types whose existing relationships might break the new schema.
    public private(set) var typesToCheck: Set<String> = []
    /// Whether impact answers may differ although no data changed.
    public private(set) var changesImpact = false

    public var isEmpty: Bool { lines.isEmpty }

    /// The lines, one below the other.
    public var description: String { lines.joined(separator: "\n") }

    public init(from old: CompiledSchema, to new: CompiledSchema) {
        let names = Set(old.classes.map(\.name)).union(new.classes.map(\.name))
        for name in names.sorted() {
            compare(old.classCode(name), new.classCode(name), name, old, new)
        }
        let types = Set(old.relationshipTypes.map(\.name)).union(new.relationshipTypes.map(\.name))
        for name in types.sorted() {
            compare(old.typeCode(name).map { old[$0] }, new.typeCode(name).map { new[$0] }, name, old, new)
        }
        lines += Self.reconciliation(from: old, to: new)
        changesImpact = changesImpact || !classesToCheck.isEmpty
    }

    private mutating func compare(
        _ before: ClassCode?, _ after: ClassCode?, _ name: String, _ old: CompiledSchema, _ new: CompiledSchema
    ) {
        guard let before else {
            let parent = after.flatMap { new[$0].parent }.map { " < \(new[$0].name)" } ?? ""
            return lines.append("class \(name)\(parent) added")
        }
        guard let after else {
            classesToCheck.insert(name)
            return lines.append("class \(name) removed")
        }
        if old.labels(of: before) != new.labels(of: after) {
            lines.append("class \(name) moved to \(new[after].parent.map { new[$0].name } ?? "the root")")
            classesToCheck.insert(name)
        }
        if old[before].lifecycle != new[after].lifecycle {
            lines.append("class \(name): life cycle is now \(new[after].lifecycle?.name ?? "free text")")
            classesToCheck.insert(name)
            changesImpact = true
        }
        if old[before].isService != new[after].isService {
            lines.append("class \(name) \(new[after].isService ? "counts as a service" : "is no longer a service")")
        }
        if old[before].identityRules != new[after].identityRules {
            lines.append("class \(name): identity rules changed")
        }
        compareAttributes(old.attributes(of: before), new.attributes(of: after), ofClass: name)
    }

    private mutating func compareAttributes(
        _ before: [AttributeDefinition], _ after: [AttributeDefinition], ofClass name: String
    ) {
        let earlier = Dictionary(uniqueKeysWithValues: before.map { ($0.name, $0) })
        for attribute in after {
            let known = earlier[attribute.name]
            if known == nil {
                lines.append("class \(name): attribute \(attribute.name) (\(attribute.type.name)) added")
            } else if known?.type != attribute.type {
                lines.append("class \(name): attribute \(attribute.name) is now \(attribute.type.name)")
            }
            if attribute.need != known?.need ?? .optional {
                lines.append("class \(name): attribute \(attribute.name) is now \(attribute.need)")
            }
            let isStricter = known?.type != attribute.type && attribute.type != .any
            let isNeeded = attribute.need == .required && known?.need != .required
            if isStricter || isNeeded { classesToCheck.insert(name) }
        }
        let names = Set(after.map(\.name))
        for attribute in before where !names.contains(attribute.name) {
            lines.append("class \(name): attribute \(attribute.name) is no longer declared")
        }
    }

    private mutating func compare(
        _ before: RelationshipType?, _ after: RelationshipType?, _ name: String, _ old: CompiledSchema,
        _ new: CompiledSchema
    ) {
        guard let before else { return lines.append("relationship type \(name) added") }
        guard let after else {
            typesToCheck.insert(name)
            return lines.append("relationship type \(name) removed")
        }
        if NamedImpact.all(of: before, in: old) != NamedImpact.all(of: after, in: new) {
            lines.append("relationship type \(name): impact changed")
            changesImpact = true
        }
        if NamedRule.all(of: before, in: old) != NamedRule.all(of: after, in: new) {
            lines.append("relationship type \(name): rules changed")
            typesToCheck.insert(name)
        }
        if before.attributes != after.attributes {
            lines.append("relationship type \(name): attributes changed")
            typesToCheck.insert(name)
        }
        if Set(before.aliases + before.reversedAliases) != Set(after.aliases + after.reversedAliases) {
            lines.append("relationship type \(name): aliases changed")
        }
        if (before.forwardLabel, before.reverseLabel) != (after.forwardLabel, after.reverseLabel) {
            lines.append("relationship type \(name) reads \(after.forwardLabel) / \(after.reverseLabel)")
        }
        if before.responsibility != after.responsibility {
            lines.append("relationship type \(name): responsibility changed")
        }
    }
}

/// Impact specs with names in place of codes, which differ between schemas.
private struct NamedImpact: Hashable {
    var source: String?
    var target: String?
    var spec: ImpactSpec

    static func all(of type: RelationshipType, in schema: CompiledSchema) -> [NamedImpact] {
        [NamedImpact(spec: type.impact)]
            + type.impactOverrides.map { declared in
                NamedImpact(
                    source: declared.source.map { schema[$0].name }, target: declared.target.map { schema[$0].name },
                    spec: declared.spec)
            }
    }
}

/// A rule with names in place of codes.
private struct NamedRule: Hashable {
    var source: String
    var target: String
    var targetsPerSource: Cardinality
    var sourcesPerTarget: Cardinality

    static func all(of type: RelationshipType, in schema: CompiledSchema) -> Set<NamedRule> {
        Set(
            type.rules.map { rule in
                NamedRule(
                    source: schema[rule.source].name, target: schema[rule.target].name,
                    targetsPerSource: rule.targetsPerSource, sourcesPerTarget: rule.sourcesPerTarget)
            })
    }
}
