import GraphModel

/// Reads what `SchemaEncoder` wrote; any bytes whatever give a content or a fault.
///
/// What the first version of the form does not have is absent: no identity rule is exclusive, and nothing is stated of
/// reconciliation. Its classes repeat their ancestors' identity rules, the root's `[name]` among them everywhere.
struct SchemaDecoder {
    var reader: ByteReader
    private var version = SchemaEncoder.formatVersion
    private var lifecycles: [Lifecycle] = []
    private var classCount = 0
    private var depths: [Int] = []
    /// By class, for the first version: how many identity rules it was written with.
    private var writtenRules: [Int] = []
    /// … and those that it has now.
    private var identity = InheritedIdentity()

    static func decode(_ bytes: UnsafeRawBufferPointer) throws(DecodingFault) -> SchemaContent {
        var decoder = SchemaDecoder(reader: ByteReader(bytes))
        let content = try decoder.content()
        guard decoder.reader.isAtEnd else { throw decoder.fault("bytes follow the end") }
        return content
    }

    private init(reader: ByteReader) { self.reader = reader }

    func fault(_ reason: String) -> DecodingFault { DecodingFault(offset: reader.offset, reason: reason) }

    mutating func list<Element>(
        _ body: (inout SchemaDecoder) throws(DecodingFault) -> Element
    ) throws(DecodingFault) -> [Element] {
        let count = try reader.count()
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try body(&self)) }
        return elements
    }

    mutating func strings() throws(DecodingFault) -> [String] {
        try list { (decoder) throws(DecodingFault) in try decoder.reader.string() }
    }

    private mutating func content() throws(DecodingFault) -> SchemaContent {
        version = try reader.byte()
        guard [SchemaEncoder.formatVersion, SchemaEncoder.versionWithoutReconciliation].contains(version) else {
            throw fault("another version of the form")
        }
        var content = SchemaContent()
        content.versions = try strings()
        lifecycles = try list { (decoder) throws(DecodingFault) in try decoder.lifecycle() }
        classCount = try reader.count()
        for code in 0..<classCount { content.classes.append(try ciClass(code)) }
        let types = try reader.count()
        for code in 0..<types { content.relationshipTypes.append(try relationshipType(code)) }
        let overrides = content.relationshipTypes.map(\.impactOverrides.count)
        guard overrides.allSatisfy({ $0 <= SchemaLimits.overridesPerType }),
            overrides.reduce(types, +) <= SchemaLimits.impactSpecs
        else { throw fault("too many overrides") }
        if version == SchemaEncoder.formatVersion { content.reconciliation = try reconciliation() }
        return content
    }

    private mutating func lifecycle() throws(DecodingFault) -> Lifecycle {
        let name = try reader.string()
        let initial = try reader.string()
        let states = try list { (decoder) throws(DecodingFault) in
            Lifecycle.State(
                name: try decoder.reader.string(), takesPartInImpact: try decoder.reader.byte() != 0,
                description: try decoder.reader.string())
        }
        return Lifecycle(name: name, initial: initial, states: states)
    }

    private mutating func ciClass(_ code: Int) throws(DecodingFault) -> CIClass {
        guard let code = UInt16(exactly: code) else { throw fault("too many classes") }
        let name = try reader.string()
        let parent = try classCode()
        if let parent, parent.rawValue >= code { throw fault("a class precedes its parent") }
        depths.append(parent.map { depths[Int($0.rawValue)] + 1 } ?? 1)
        guard depths[Int(code)] <= SchemaLimits.classDepth else { throw fault("too many ancestors") }
        let description = try reader.string()
        let isService = try reader.byte() != 0
        let lifecycle = try reader.varint()
        guard lifecycle <= UInt64(lifecycles.count) else { throw fault("an unknown life cycle") }
        return CIClass(
            code: ClassCode(rawValue: code), name: name, parent: parent, description: description,
            isService: isService, lifecycle: lifecycle == 0 ? nil : lifecycles[Int(lifecycle) - 1],
            ownAttributes: try list { (decoder) throws(DecodingFault) in try decoder.attribute() },
            identityRules: try identityRules(parent: parent))
    }

    private mutating func identityRules(parent: ClassCode?) throws(DecodingFault) -> [IdentityRule] {
        let rules = try list { (decoder) throws(DecodingFault) in
            IdentityRule(
                attributes: try decoder.strings(), within: try decoder.optionalString(),
                isExclusive: decoder.version == SchemaEncoder.formatVersion ? try decoder.reader.byte() != 0 : false)
        }
        guard version == SchemaEncoder.versionWithoutReconciliation else { return rules }
        let inherited = parent.map { writtenRules[Int($0.rawValue)] } ?? 0
        guard inherited <= rules.count else { throw fault("an identity rule is missing") }
        writtenRules.append(rules.count)
        return identity.add(Array(rules.prefix(rules.count - inherited)), parent: parent)
    }

    private mutating func attribute() throws(DecodingFault) -> AttributeDefinition {
        let name = try reader.string()
        let type = try attributeType()
        guard let need = AttributeDefinition.Need(rawValue: try reader.byte()) else { throw fault("an unknown need") }
        return AttributeDefinition(name: name, type: type, need: need, description: try reader.string())
    }

    private mutating func attributeType() throws(DecodingFault) -> AttributeType {
        let tag = try reader.byte()
        if tag == SchemaTypeTag.list {
            guard try reader.byte() != SchemaTypeTag.list else { throw fault("lists do not nest") }
            reader.offset -= 1
            return .list(of: try attributeType())
        }
        if tag == SchemaTypeTag.enumeration { return .enumeration(try strings()) }
        guard Int(tag) < AttributeType.named.count else { throw fault("an unknown attribute type") }
        return AttributeType.named[Int(tag)].type
    }

    private mutating func relationshipType(_ code: Int) throws(DecodingFault) -> RelationshipType {
        guard let code = UInt16(exactly: code) else { throw fault("too many relationship types") }
        return RelationshipType(
            code: RelationshipTypeCode(rawValue: code), name: try reader.string(),
            forwardLabel: try reader.string(), reverseLabel: try reader.string(),
            description: try reader.string(), aliases: try strings(), reversedAliases: try strings(),
            attributes: try list { (decoder) throws(DecodingFault) in try decoder.attribute() },
            impact: try impactSpec(),
            impactOverrides: try list { (decoder) throws(DecodingFault) in
                ImpactOverride(
                    source: try decoder.classCode(), target: try decoder.classCode(),
                    spec: try decoder.impactSpec())
            },
            rules: try list { (decoder) throws(DecodingFault) in try decoder.rule() },
            responsibility: try responsibility())
    }

    private mutating func rule() throws(DecodingFault) -> RelationshipRule {
        guard let source = try classCode(), let target = try classCode() else {
            throw fault("a rule without classes")
        }
        return RelationshipRule(
            source: source, target: target, targetsPerSource: try cardinality(),
            sourcesPerTarget: try cardinality())
    }

    private mutating func responsibility() throws(DecodingFault) -> Responsibility? {
        let role = Int(try reader.byte())
        let holder: Responsibility.End = try reader.byte() == 1 ? .source : .target
        guard role > 0 else { return nil }
        guard role <= Responsibility.Role.allCases.count else { throw fault("an unknown role") }
        return Responsibility(role: Responsibility.Role.allCases[role - 1], holder: holder)
    }

    private mutating func impactSpec() throws(DecodingFault) -> ImpactSpec {
        var spec = ImpactSpec(onSource: try effect(), onTarget: try effect())
        spec.weight = try reader.double()
        spec.likelihood = try reader.double()
        spec.group = try optionalString()
        if let text = try optionalString() {
            guard let threshold = try? GroupThreshold(parsing: text) else { throw fault("an unreadable threshold") }
            spec.threshold = threshold
        }
        return spec
    }

    private mutating func effect() throws(DecodingFault) -> ImpactEffect {
        let index = Int(try reader.byte())
        guard index < ImpactEffect.allCases.count else { throw fault("an unknown effect") }
        return ImpactEffect.allCases[index]
    }

    private mutating func cardinality() throws(DecodingFault) -> Cardinality {
        guard let minimum = Int(exactly: try reader.varint()), let maximum = Int(exactly: try reader.varint()) else {
            throw fault("a cardinality out of range")
        }
        return Cardinality(minimum: minimum, maximum: maximum == 0 ? nil : maximum - 1)
    }

    mutating func classCode() throws(DecodingFault) -> ClassCode? {
        let raw = try reader.varint()
        guard raw <= UInt64(classCount) else { throw fault("an unknown class") }
        return raw == 0 ? nil : ClassCode(rawValue: UInt16(raw - 1))
    }

    private mutating func optionalString() throws(DecodingFault) -> String? {
        try reader.byte() == 0 ? nil : try reader.string()
    }
}
