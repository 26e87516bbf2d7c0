import GraphModel
import Schema
import TestSupport
import Testing

@Suite struct SchemaCodecTests {
    @Test func decodesWhatItEncodes() throws {
        for schema in [
            try TestSchemas.shipped.get(), try TestSchemas.compile(), CompiledSchema.empty,
            try TestSchemas.compile(ReconciliationRulesTests.rules),
        ] {
            let again = try CompiledSchema(decoding: schema.encode())
            #expect(again.versions == schema.versions)
            #expect(again.classes == schema.classes)
            #expect(again.relationshipTypes == schema.relationshipTypes)
            #expect(again.impactSpecs == schema.impactSpecs)
            #expect(again.reconciliation == schema.reconciliation)
            #expect(again.encode() == schema.encode())
        }
    }

    @Test func anyPrefixIsRefused() throws {
        let bytes = try TestSchemas.compile(ReconciliationRulesTests.rules).encode()
        for count in 0..<bytes.count {
            #expect(throws: SchemaError.self) { try CompiledSchema(decoding: Array(bytes[..<count])) }
        }
        #expect(throws: SchemaError.self) { try CompiledSchema(decoding: bytes + [0]) }
    }

    /// Damaged bytes give a schema or an error, and the schema can be asked anything.
    @Test(arguments: Seeds.first(4))
    func damagedBytesDoNoHarm(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try TestSchemas.compile(ReconciliationRulesTests.rules).encode()
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
            for ciClass in schema.classes {
                _ = schema.validate(labels: [ciClass.name], properties: [])
                _ = schema.precedence(of: "vsphere-1", for: "size", in: ciClass.code)
                _ = schema.missingRule(of: ciClass.code)
            }
            _ = schema.effectiveDays(of: "nmap-1")
        }
    }

    /// What the first version of the form wrote for two classes, of which the second repeats its ancestor's rule.
    private static func firstVersion() -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        func write(_ strings: String...) { for string in strings { writer.string(string) } }
        func write(numbers: UInt64...) { for number in numbers { writer.varint(number) } }
        writer.byte(1)
        write(numbers: 1)
        write("old 1")
        write(numbers: 0, 2)
        // Name, parent, description, service, life cycle, attributes (name, type, need, description), rules.
        write("Thing")
        write(numbers: 0)
        write("A thing.")
        write(numbers: 0, 0, 1)
        write("name")
        writer.byte(5)
        writer.byte(2)
        write("")
        write(numbers: 1, 1)
        write("name")
        writer.byte(0)
        write("Box")
        write(numbers: 1)
        write("")
        write(numbers: 1, 0, 1)
        write("serial")
        writer.byte(5)
        writer.byte(0)
        write("")
        write(numbers: 2, 1)
        write("serial")
        writer.byte(1)
        write("HOLDS")
        write(numbers: 1)
        write("name")
        writer.byte(0)
        write(numbers: 0)
        return writer.bytes
    }

    @Test func theFirstVersionIsStillRead() throws {
        let schema = try CompiledSchema(decoding: Self.firstVersion())
        #expect(schema.versions == ["old 1"])
        #expect(schema.classes.map(\.name) == ["Thing", "Box"])
        #expect(schema.attribute("serial", of: ClassCode(rawValue: 1))?.type == .string)
        #expect(schema.classes[0].identityRules == [IdentityRule(attributes: ["name"])])
        // As the documents would be compiled today: the root's name does not reach a class with a rule.
        #expect(schema.classes[1].identityRules == [IdentityRule(attributes: ["serial"], within: "HOLDS")])
        #expect(schema.reconciliation.isEmpty)
        #expect(schema.missingRule(of: ClassCode(rawValue: 1)).policy == .retire)
        #expect(try CompiledSchema(decoding: schema.encode()).classes == schema.classes)
    }

    @Test func aDamagedFirstVersionDoesNoHarm() throws {
        let bytes = Self.firstVersion()
        for count in 0..<bytes.count {
            #expect(throws: SchemaError.self) { try CompiledSchema(decoding: Array(bytes[..<count])) }
        }
        #expect(throws: SchemaError.self) { try CompiledSchema(decoding: bytes + [0]) }
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            var damaged = bytes
            damaged[random.below(bytes.count)] = UInt8(random.below(256))
            guard let schema = try? CompiledSchema(decoding: damaged) else { continue }
            for ciClass in schema.classes { _ = schema.validate(labels: [ciClass.name], properties: []) }
        }
    }

    @Test func anotherVersionIsNamed() throws {
        var bytes = try TestSchemas.compile(ReconciliationRulesTests.rules).encode()
        bytes[0] += 1
        #expect(
            throws: SchemaError(
                SchemaViolation(
                    .damaged, "the compiled schema cannot be read: another version of the form at byte 1",
                    advice: "It is made again from the schema's documents."))
        ) { try CompiledSchema(decoding: bytes) }
    }
}
