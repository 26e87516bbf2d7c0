import GraphModel

/// Writes the content of a compiled schema; `SchemaDecoder` reads it. The form is private to the versions that the
/// decoder knows: a store that finds another compiles its documents again.
struct SchemaEncoder {
    var writer = ByteWriter(capacity: 1 << 16)
    private var lifecycles: [Lifecycle] = []

    static let formatVersion: UInt8 = 2
    /// Before identity rules could be exclusive, and before there were rules of reconciliation.
    static let versionWithoutReconciliation: UInt8 = 1

    static func encode(_ content: SchemaContent) -> [UInt8] {
        var encoder = SchemaEncoder()
        encoder.write(content)
        return encoder.writer.bytes
    }

    private mutating func write(_ content: SchemaContent) {
        writer.byte(Self.formatVersion)
        list(content.versions) { $0.writer.string($1) }
        for ciClass in content.classes {
            if let lifecycle = ciClass.lifecycle, !lifecycles.contains(lifecycle) { lifecycles.append(lifecycle) }
        }
        list(lifecycles) { $0.write($1) }
        list(content.classes) { $0.write($1) }
        list(content.relationshipTypes) { $0.write($1) }
        write(content.reconciliation)
    }

    mutating func list<Element>(
        _ elements: [Element], _ body: (inout SchemaEncoder, Element) -> Void
    ) {
        writer.varint(UInt64(elements.count))
        for element in elements { body(&self, element) }
    }

    private mutating func write(_ lifecycle: Lifecycle) {
        writer.string(lifecycle.name)
        writer.string(lifecycle.initial)
        list(lifecycle.states) {
            $0.writer.string($1.name)
            $0.writer.byte($1.takesPartInImpact ? 1 : 0)
            $0.writer.string($1.description)
        }
    }

    private mutating func write(_ ciClass: CIClass) {
        writer.string(ciClass.name)
        write(ciClass.parent)
        writer.string(ciClass.description)
        writer.byte(ciClass.isService ? 1 : 0)
        writer.varint(UInt64(ciClass.lifecycle.flatMap(lifecycles.firstIndex).map { $0 + 1 } ?? 0))
        list(ciClass.ownAttributes) { $0.write($1) }
        list(ciClass.identityRules) {
            $0.list($1.attributes) { $0.writer.string($1) }
            $0.write($1.within)
            $0.writer.byte($1.isExclusive ? 1 : 0)
        }
    }

    private mutating func write(_ attribute: AttributeDefinition) {
        writer.string(attribute.name)
        write(attribute.type)
        writer.byte(attribute.need.rawValue)
        writer.string(attribute.description)
    }

    private mutating func write(_ type: AttributeType) {
        switch type {
        case .enumeration(let names):
            writer.byte(SchemaTypeTag.enumeration)
            list(names) { $0.writer.string($1) }
        case .list(let element):
            writer.byte(SchemaTypeTag.list)
            write(element)
        default:
            writer.byte(UInt8(AttributeType.named.firstIndex { $0.type == type } ?? 0))
        }
    }

    private mutating func write(_ type: RelationshipType) {
        for text in [type.name, type.forwardLabel, type.reverseLabel, type.description] { writer.string(text) }
        list(type.aliases) { $0.writer.string($1) }
        list(type.reversedAliases) { $0.writer.string($1) }
        list(type.attributes) { $0.write($1) }
        write(type.impact)
        list(type.impactOverrides) {
            $0.write($1.source)
            $0.write($1.target)
            $0.write($1.spec)
        }
        list(type.rules) {
            $0.write($1.source)
            $0.write($1.target)
            $0.write($1.targetsPerSource)
            $0.write($1.sourcesPerTarget)
        }
        let role = type.responsibility.flatMap { Responsibility.Role.allCases.firstIndex(of: $0.role) }
        writer.byte(role.map { UInt8($0 + 1) } ?? 0)
        writer.byte(type.responsibility?.holder == .source ? 1 : 0)
    }

    private mutating func write(_ spec: ImpactSpec) {
        for effect in [spec.effectOnSource, spec.effectOnTarget] {
            writer.byte(UInt8(ImpactEffect.allCases.firstIndex(of: effect) ?? 0))
        }
        writer.double(spec.weight)
        writer.double(spec.likelihood)
        write(spec.group)
        write(spec.threshold?.description)
    }

    private mutating func write(_ cardinality: Cardinality) {
        writer.varint(UInt64(cardinality.minimum))
        writer.varint(UInt64(cardinality.maximum.map { $0 + 1 } ?? 0))
    }

    mutating func write(_ code: ClassCode?) {
        writer.varint(code.map { UInt64($0.rawValue) + 1 } ?? 0)
    }

    private mutating func write(_ text: String?) {
        writer.byte(text == nil ? 0 : 1)
        if let text { writer.string(text) }
    }
}

/// How attribute types without a place in `AttributeType.named` begin.
enum SchemaTypeTag {
    static let enumeration: UInt8 = 0x80
    static let list: UInt8 = 0x81
}
