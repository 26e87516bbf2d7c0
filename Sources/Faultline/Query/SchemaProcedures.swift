internal import GraphModel
internal import GraphStore
internal import QueryRuntime
internal import QueryValues
internal import Schema

/// What the schema declares, as rows.
enum SchemaProcedures {
    static let classes = Procedure(
        ProcedureSignature(
            "db.schema.classes", [],
            gives: [
                .init("class", .string), .init("parent", .string), .init("isService", .boolean),
                .init("attributes", .list), .init("description", .string),
            ],
            "The CI classes of the schema in force, with their own and inherited attributes.")
    ) { _, context, emit in
        let schema = context.reader.schema
        for ciClass in schema.classes {
            let attributes = schema.attributes(of: ciClass.code).map { attribute in
                Value.map(
                    MapValue([
                        ("name", .string(attribute.name)), ("type", .string(attribute.type.name)),
                        ("need", .string("\(attribute.need)")),
                    ]))
            }
            let row: [Value] = [
                .string(ciClass.name), .optional(ciClass.parent.map { schema[$0].name }),
                .boolean(ciClass.isService), .list(attributes), .string(ciClass.description),
            ]
            guard try emit(row) else { return }
        }
    }

    static let relationships = Procedure(
        ProcedureSignature(
            "db.schema.relationships", [],
            gives: [
                .init("relationshipType", .string), .init("reads", .string), .init("reverse", .string),
                .init("flow", .string), .init("onSource", .string), .init("onTarget", .string),
                .init("pairs", .list), .init("description", .string),
            ],
            "The relationship types of the schema in force: how failure flows, and between which classes.")
    ) { _, context, emit in
        let schema = context.reader.schema
        for type in schema.relationshipTypes {
            let pairs = type.rules.map { rule in
                Value.map(
                    MapValue([
                        ("source", .string(schema[rule.source].name)), ("target", .string(schema[rule.target].name)),
                    ]))
            }
            let row: [Value] = [
                .string(type.name), .string(type.forwardLabel), .string(type.reverseLabel),
                .string(type.impact.flow.rawValue), .string(type.impact.effectOnSource.rawValue),
                .string(type.impact.effectOnTarget.rawValue), .list(pairs), .string(type.description),
            ]
            guard try emit(row) else { return }
        }
    }
}
