import GraphModel
import Schema
import Testing

@Suite struct ValidationTests {
    private let schema: CompiledSchema

    init() throws { schema = try TestSchemas.compile() }

    private func messages(_ labels: [String], _ properties: [Property]) -> [String] {
        schema.validate(labels: labels, properties: properties).map(\.description)
    }

    private func edge(_ type: String, _ source: String, _ target: String, _ properties: [Property] = []) -> [String] {
        func labels(_ name: String) -> [String] { schema.classCode(name).map(schema.labels) ?? [name] }
        return schema.validate(
            relationshipType: type, properties: properties, sourceLabels: labels(source), targetLabels: labels(target)
        ).map(\.description)
    }

    @Test func aGoodNodePasses() {
        let properties: [Property] = [
            Property("group.ends", "atLeast 1"), Property("identity", .list(["a#1"])), Property("inferred", true),
            Property("level", "high"), Property("name", "box"), Property("size", 2.5), Property("state", "up"),
            Property("undeclared", .list([1, "x"])), Property("words", .list(["a", "b"])),
        ]
        #expect(messages(["Box", "Thing"], properties) == [])
    }

    @Test func attributesHaveTheirTypes() {
        let properties: [Property] = [
            Property("identity", "a#1"), Property("inferred", "yes"), Property("level", "middle"), Property("name", 1),
            Property("size", "2"), Property("state", 3), Property("words", .list([1])),
        ]
        #expect(
            messages(["Box", "Thing"], properties) == [
                "`identity` of Box is list of string [schema.wrongType]",
                "`inferred` of Box is boolean [schema.wrongType]",
                "`level` of Box is one of high, low [schema.wrongType]",
                "`name` of Box is string [schema.wrongType]",
                "`size` of Box is number [schema.wrongType]",
                "`state` of Box is string [schema.wrongType]",
                "`words` of Box is list of string [schema.wrongType]",
            ])
    }

    @Test func requiredAttributesAreThere() {
        #expect(messages(["Thing"], []) == ["a Thing needs the attribute `name` [schema.missingAttribute]"])
    }

    @Test func statesAreThoseOfTheLifeCycle() {
        #expect(
            messages(["Thing"], [Property("name", "x"), Property("state", "gon")]) == [
                "a Thing has no state `gon` [schema.unknownState]\n  Did you mean `gone`?"
            ])
        #expect(messages(["Person"], [Property("state", "asleep")]) == [])
    }

    @Test func labelsAreAClassAndItsAncestors() {
        let name = [Property("name", "x")]
        #expect(messages(["Box"], name) == ["a Box also has the labels Thing [schema.labels]"])
        #expect(
            messages(["Box", "Lid", "Thing"], name) == [
                "a Box is no Lid [schema.labels]\n  A node has one class and the ancestors of that class."
            ])
        #expect(
            messages(["Boxx"], name) == [
                "there is no class `Boxx` [schema.unknownClass]\n  Did you mean `Box`?"
            ])
        #expect(messages([], name) == ["a node needs a class [schema.labels]\n  `faultline schema` lists them."])
    }

    @Test(arguments: [
        ("atLeast two", "`atLeast` needs a whole number of members"),
        ("percent 101", "`percent` needs a number from 0 to 100"),
        ("atLeast 1 of b", "there is no group `b` on this node"),
        ("atLeast 1 of a", "the group is a member of itself through `a`"),
    ])
    func thresholdsAreReadable(_ text: String, _ reason: String) {
        #expect(
            messages(["Thing"], [Property("group.a", .string(text)), Property("name", "x")]) == [
                "`group.a`: \(reason) [schema.badThreshold]"
            ])
    }

    @Test func groupsDoNotContainEachOther() {
        let properties: [Property] = [
            Property("group.a", "atLeast 1 of b"), Property("group.b", "atLeast 1 of a"), Property("name", "x"),
        ]
        #expect(
            messages(["Thing"], properties) == [
                "`group.a`: the group is a member of itself through `a` [schema.badThreshold]",
                "`group.b`: the group is a member of itself through `b` [schema.badThreshold]",
            ])
        #expect(messages(["Thing"], [Property("group.a", 2), Property("name", "x")]).count == 1)
    }

    @Test func relationshipsStandWhereARuleAllows() {
        #expect(edge("HOLDS", "Crate", "Lid") == [])
        #expect(
            edge("HOLDS", "Lid", "Box") == [
                "HOLDS does not lead from Lid to Box [schema.relationshipNotAllowed]\n  The other direction is allowed."
            ])
        #expect(
            edge("HOLDS", "Person", "Lid") == [
                "HOLDS does not lead from Person to Lid [schema.relationshipNotAllowed]\n  Allowed: Box → Thing."
            ])
        #expect(
            edge("HODLS", "Crate", "Lid") == [
                "there is no relationship type `HODLS` [schema.unknownRelationshipType]\n  Did you mean `HOLDS`?"
            ])
    }

    @Test func relationshipPropertiesKeepTheirConventions() {
        let good: [Property] = [
            Property("effect", "soft"), Property("flow", "both"), Property("group", "ends"), Property("inferred", true),
            Property("likelihood", 0.5), Property("note", 7), Property("weight", 2),
        ]
        #expect(edge("HOLDS", "Box", "Lid", good) == [])
        let bad: [Property] = [
            Property("effect", "harsh"), Property("flow", "up"), Property("group", ""), Property("inferred", 1),
            Property("likelihood", 2), Property("weight", 0),
        ]
        #expect(
            edge("HOLDS", "Box", "Lid", bad) == [
                "`effect` of HOLDS is one of none, soft, hard [schema.wrongType]",
                "`flow` of HOLDS is one of none, targetToSource, sourceToTarget, both [schema.wrongType]",
                "`group` of HOLDS is the name of a group [schema.wrongType]",
                "`inferred` of HOLDS is true or false [schema.wrongType]",
                "`likelihood` of HOLDS is a number from 0 to 1 [schema.wrongType]",
                "`weight` of HOLDS is a number above 0 [schema.wrongType]",
            ])
    }

    @Test func anEmptySchemaRefusesNothing() {
        #expect(CompiledSchema.empty.isEmpty)
        #expect(CompiledSchema.empty.validate(labels: ["Anything"], properties: [Property("state", 1)]) == [])
        #expect(
            CompiledSchema.empty.validate(
                relationshipType: "ANY", properties: [], sourceLabels: ["A"], targetLabels: []) == [])
    }
}
