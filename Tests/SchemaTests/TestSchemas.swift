import GraphModel
import Schema

/// A small schema of its own, so that tests of the language do not depend on the shipped classes.
enum TestSchemas {
    /// The shipped schema, compiled once for all tests.
    static let shipped = Result { try CompiledSchema(documents: DefaultSchema.documents) }

    static let small = """
        name: small
        version: 1
        enumerations:
          Level: [high, low]
        lifecycles:
          simple:
            initial: up
            states:
              up: {}
              gone: {impact: false}
        classes:
          Thing:
            lifecycle: simple
            attributes:
              name: {type: string, required: true}
              level: {type: Level, recommended: true}
              size: number
              words: list of string
          Box:
            parent: Thing
            identity: [[serial], {attributes: [name], within: HOLDS}]
            attributes: {serial: string}
          Crate: {parent: Box, attributes: {size: integer}}
          Lid: {parent: Thing, service: true}
          Person: {attributes: {name: string}}
        relationshipTypes:
          HOLDS:
            forward: holds
            reverse: held by
            aliases: [Carries]
            reversedAliases: [Carried by]
            impact: {flow: sourceToTarget, effect: hard, back: soft}
            overrides:
              - {from: Crate, flow: none}
              - {to: Lid, flow: both, effect: soft}
            rules:
              - {from: Box, to: Thing, targetsPerSource: 0..2, sourcesPerTarget: 0..1}
          MINDS:
            forward: minds
            reverse: minded by
            responsibility: {role: contact, holder: source}
        """

    /// Compiles the small schema with further documents `more1.yaml`, `more2.yaml` …
    static func compile(_ more: String...) throws(SchemaError) -> CompiledSchema {
        var documents = [SchemaDocument(name: "small.yaml", text: small)]
        for (index, text) in more.enumerated() {
            documents.append(SchemaDocument(name: "more\(index + 1).yaml", text: text))
        }
        return try CompiledSchema(documents: documents)
    }

    /// What is wrong with documents, as people read it; empty when nothing is.
    static func problems(_ more: String...) -> String {
        var documents = [SchemaDocument(name: "small.yaml", text: small)]
        for (index, text) in more.enumerated() {
            documents.append(SchemaDocument(name: "more\(index + 1).yaml", text: text))
        }
        do throws(SchemaError) {
            _ = try CompiledSchema(documents: documents)
            return ""
        } catch {
            return error.description
        }
    }
}
