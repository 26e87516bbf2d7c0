import GraphModel
import Schema
import TestSupport
import Testing

@Suite struct SchemaCodecTests {
    @Test func decodesWhatItEncodes() throws {
        for schema in [
            try TestSchemas.shipped.get(), try TestSchemas.compile(), CompiledSchema.empty,
        ] {
            let again = try CompiledSchema(decoding: schema.encode())
            #expect(again.versions == schema.versions)
            #expect(again.classes == schema.classes)
            #expect(again.relationshipTypes == schema.relationshipTypes)
            #expect(again.impactSpecs == schema.impactSpecs)
            #expect(again.encode() == schema.encode())
        }
    }

    @Test func anyPrefixIsRefused() throws {
        let bytes = try TestSchemas.compile().encode()
        for count in 0..<bytes.count {
            #expect(throws: SchemaError.self) { try CompiledSchema(decoding: Array(bytes[..<count])) }
        }
        #expect(throws: SchemaError.self) { try CompiledSchema(decoding: bytes + [0]) }
    }

    /// Damaged bytes give a schema or an error, and the schema can be asked anything.
    @Test(arguments: Seeds.first(4))
    func damagedBytesDoNoHarm(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try TestSchemas.compile().encode()
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0...random.below(3) { damaged[random.below(bytes.count)] = UInt8(random.below(256)) }
            guard let schema = try? CompiledSchema(decoding: damaged) else { continue }
            for type in schema.relationshipTypes {
                for source in schema.classes {
                    for target in schema.classes {
                        _ = schema.impactSpec(type: type.code, source: source.code, target: target.code)
                        _ = schema.isAllowed(type.code, from: source.code, to: target.code)
                    }
                }
            }
            for ciClass in schema.classes { _ = schema.validate(labels: [ciClass.name], properties: []) }
        }
    }

    @Test func anotherVersionIsNamed() throws {
        var bytes = try TestSchemas.compile().encode()
        bytes[0] += 1
        #expect(
            throws: SchemaError(
                SchemaViolation(
                    .damaged, "the compiled schema cannot be read: another version of the form at byte 1",
                    advice: "It is made again from the schema's documents."))
        ) { try CompiledSchema(decoding: bytes) }
    }
}
