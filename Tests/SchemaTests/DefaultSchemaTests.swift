import GraphModel
import Schema
import Testing

@Suite struct DefaultSchemaTests {
    @Test func compilesWithoutProblems() throws {
        let schema = try CompiledSchema(documents: DefaultSchema.documents)
        #expect(schema.classes.count >= 150)
        #expect(schema.relationshipTypes.count >= 40)
        #expect(schema.versions.first == "faultline-core 1")
    }

    @Test func decodesWhatItEncodes() throws {
        let schema = try CompiledSchema(documents: DefaultSchema.documents)
        let again = try CompiledSchema(decoding: schema.encode())
        #expect(again.classes == schema.classes)
        #expect(again.relationshipTypes == schema.relationshipTypes)
        #expect(again.versions == schema.versions)
    }
}
