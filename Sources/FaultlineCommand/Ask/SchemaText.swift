import Faultline

/// A schema for people and programs.
struct SchemaText {
    let schema: CompiledSchema

    /// The tree of classes, in preorder.
    func classes() -> Report {
        var report = Report()
        report.field("versions", "Documents", .list(schema.versions))
        report.tables = [
            Report.Table(
                key: "classes", title: "",
                columns: [.init("class", "Class"), .init("parent", "Parent"), .init("description", "What it is")],
                rows: Rows(schema.classes) { ciClass in
                    [
                        .text(ciClass.name), .optional(ciClass.parent.map { schema[$0].name }),
                        .text(ciClass.description),
                    ]
                })
        ]
        return report
    }

    /// The same as people read a tree.
    func classTree() -> String {
        var tree = TextTree()
        var places: [ClassCode: Int] = [:]
        for ciClass in schema.classes {
            let text = ciClass.description.isEmpty ? ciClass.name : "\(ciClass.name): \(ciClass.description)"
            places[ciClass.code] = tree.append(text, below: ciClass.parent.flatMap { places[$0] })
        }
        return tree.text(limit: nil) + "\n"
    }

    func types() -> Report {
        var report = Report()
        report.tables = [
            Report.Table(
                key: "types", title: "",
                columns: [
                    .init("type", "Type"), .init("reads", "Reads"), .init("reverse", "The other way"),
                    .init("flow", "Failure flows"), .init("onSource", "Source"), .init("onTarget", "Target"),
                ],
                rows: Rows(schema.relationshipTypes) { type in
                    [
                        .text(type.name), .text(type.forwardLabel), .text(type.reverseLabel),
                        .text(type.impact.flow.rawValue), .text(type.impact.effectOnSource.rawValue),
                        .text(type.impact.effectOnTarget.rawValue),
                    ]
                })
        ]
        return report
    }

    /// A relationship type or class.
    ///
    /// - Throws: `schema.unknownClass` with suggestions.
    func entry(_ name: String) throws -> Report {
        if let code = schema.typeCode(name) { return type(schema[code]) }
        return try ciClass(schema.resolveClass(name))
    }

    /// One class with everything it inherits.
    func ciClass(_ code: ClassCode) -> Report {
        let ciClass = schema[code]
        var report = Report(headline: "\(ciClass.name): \(ciClass.description)")
        report.field("class", "Class", .text(ciClass.name))
        report.field("ancestors", "Ancestors", .list(schema.lineage(of: code).dropFirst().map { schema[$0].name }))
        report.field("isService", "A service", .boolean(ciClass.isService))
        report.field("identity", "Identified by", .list(ciClass.identityRules.map(Self.text)))
        report.tables = [
            Report.Table(
                key: "attributes", title: "Attributes",
                columns: [
                    .init("attribute", "Attribute"), .init("type", "Type"), .init("need", "Need"),
                    .init("description", "What it is"),
                ],
                rows: Rows(schema.attributes(of: code)) { attribute in
                    [
                        .text(attribute.name), .text(attribute.type.name), .text("\(attribute.need)"),
                        .text(attribute.description),
                    ]
                }),
            Report.Table(
                key: "states", title: "Life cycle",
                columns: [
                    .init("state", "State"), .init("impact", "In impact"), .init("description", "What it means"),
                ],
                rows: Rows(ciClass.lifecycle?.states ?? []) {
                    [.text($0.name), .boolean($0.takesPartInImpact), .text($0.description)]
                }),
        ]
        return report
    }

    func type(_ type: RelationshipType) -> Report {
        var report = Report(headline: "\(type.name): source \(type.forwardLabel) target")
        report.field("type", "Type", .text(type.name))
        report.field("reads", "Reads", .text(type.forwardLabel))
        report.field("reverse", "The other way", .text(type.reverseLabel))
        report.field("description", "What it is", .text(type.description))
        report.field("aliases", "Also spelled", .list(type.aliases))
        report.field("reversedAliases", "The other way also", .list(type.reversedAliases))
        let defaults = [Cell.text("any"), .text("any")] + Self.cells(type.impact)
        report.tables = [
            Report.Table(
                key: "impact", title: "How failure travels, most particular last",
                columns: [
                    .init("source", "Source"), .init("target", "Target"), .init("flow", "Flow"),
                    .init("onSource", "On the source"), .init("onTarget", "On the target"), .init("group", "Group"),
                ],
                rows: Rows(
                    [defaults]
                        + type.impactOverrides.map { [name($0.source), name($0.target)] + Self.cells($0.spec) })),
            Report.Table(
                key: "rules", title: "Between which classes",
                columns: [
                    .init("source", "Source"), .init("target", "Target"), .init("targets", "Targets of a source"),
                    .init("sources", "Sources of a target"),
                ],
                rows: Rows(type.rules) { rule in
                    [
                        name(rule.source), name(rule.target), .text(rule.targetsPerSource.description),
                        .text(rule.sourcesPerTarget.description),
                    ]
                }),
        ]
        return report
    }

    private func name(_ code: ClassCode?) -> Cell { .text(code.map { schema[$0].name } ?? "any") }

    private static func cells(_ spec: ImpactSpec) -> [Cell] {
        [
            .text(spec.flow.rawValue), .text(spec.effectOnSource.rawValue), .text(spec.effectOnTarget.rawValue),
            .optional(spec.group),
        ]
    }

    private static func text(_ rule: IdentityRule) -> String {
        rule.attributes.joined(separator: " + ") + (rule.within.map { " within \($0)" } ?? "")
    }
}
