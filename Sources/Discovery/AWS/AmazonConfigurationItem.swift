import GraphModel

/// One state of a thing as AWS Config keeps it, in files and in answers of its API.
struct AmazonConfigurationItem {
    struct Relationship {
        var type: String
        var id: String?
        var name: String?
    }

    var record: AmazonRecord
    var type: String
    var resourceID: String?
    var captured: String
    var isDeleted: Bool
    var relationships: [Relationship] = []

    init(_ value: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let type = value["resourceType"]?.text else {
            throw ImportError(.badRecord, "the field resourceType is missing", at: position)
        }
        self.type = type
        resourceID = value["resourceId"]?.text
        captured = value["configurationItemCaptureTime"]?.text ?? ""
        isDeleted = value["configurationItemStatus"]?.text?.contains("Deleted") == true
        let known =
            AmazonKind.ofType[type]
            ?? AmazonKind(section: "", type: type, ciClass: "CloudResource", ids: [])
        let configuration = try Self.configuration(value["configuration"], at: position)
        let own = AmazonIdentity.of(resourceID: resourceID, arn: value.text("ARN", "arn"))
        guard let id = AmazonIdentity.of(known, configuration) ?? own else {
            throw ImportError(.badRecord, "the field resourceId is missing", at: position)
        }
        let tags = value["tags"].map { JSONObject.Member("Tags", $0) }
        var members = configuration.members.filter { $0.name.lowercased() != "tags" || tags == nil }
        if let tags, !tags.value.members.isEmpty || !tags.value.elements.isEmpty { members.append(tags) }
        record = AmazonRecord(
            kind: known, value: .object(JSONObject(members)), nativeID: id, region: value["awsRegion"]?.text,
            account: value.text("awsAccountId", "accountId"), zone: value["availabilityZone"]?.text,
            name: value["resourceName"]?.text, position: position)
        for related in value["relationships"]?.elements ?? [] {
            guard let type = related["resourceType"]?.text else { continue }
            relationships.append(
                Relationship(type: type, id: related["resourceId"]?.text, name: related["resourceName"]?.text))
        }
    }

    /// An object in files, JSON text in what the API answers.
    private static func configuration(_ value: JSONValue?, at position: SourcePosition) throws(ImportError) -> JSONValue
    {
        guard case .string(let text) = value else { return value ?? .null }
        if text.isEmpty { return .null }
        do throws(ImportError) {
            return try JSONReader(ImportInput(name: position.file, bytes: Array(text.utf8))).readValue()
        } catch {
            throw ImportError(.badRecord, "the configuration is no JSON: \(error.message)", at: position)
        }
    }
}

/// What AWS Config says that other records must complete: later states, and things named otherwise than they are known.
struct AmazonHistory {
    private struct Key: Hashable {
        var type: String
        var id: String
    }

    private struct Waiting {
        var owner: String
        var ownerClass: String
        var related: AmazonConfigurationItem.Relationship
        var position: SourcePosition
    }

    private var newest: [String: (captured: String, value: JSONValue, position: SourcePosition)] = [:]
    private var order: [String] = []
    private var nativeIDs: [Key: String] = [:]
    private var waiting: [Waiting] = []

    mutating func add(_ value: JSONValue, _ item: AmazonConfigurationItem) {
        let id = item.record.nativeID
        if let known = newest[id], known.captured >= item.captured { return }
        if newest[id] == nil { order.append(id) }
        newest[id] = (item.captured, value, item.record.position)
    }

    /// The last state of each thing, in the order of first appearance.
    mutating func takeNewest() -> [(value: JSONValue, position: SourcePosition)] {
        defer { (newest, order) = ([:], []) }
        return order.compactMap { id in newest[id].map { ($0.value, $0.position) } }
    }

    mutating func register(_ item: AmazonConfigurationItem) {
        if let id = item.resourceID, id != item.record.nativeID {
            nativeIDs[Key(type: item.type, id: id)] = item.record.nativeID
        }
        if let name = item.record.name, name != item.record.nativeID {
            nativeIDs[Key(type: item.type, id: name)] = item.record.nativeID
        }
    }

    mutating func wait(
        _ record: AmazonRecord, for related: AmazonConfigurationItem.Relationship
    ) {
        waiting.append(
            Waiting(
                owner: record.nativeID, ownerClass: record.kind.ciClass, related: related, position: record.position))
    }

    /// Relationships to things that are known by an ARN, while the relationship gives another id or a name only.
    func emitReferences(_ links: inout UniqueLinks, into sink: any DiscoverySink) throws(ImportError) {
        for reference in waiting {
            let related = reference.related
            guard let id = related.id ?? related.name else { continue }
            let target = nativeIDs[Key(type: related.type, id: id)]
            let ciClass = AmazonKind.ofType[related.type]?.ciClass ?? "CloudResource"
            let end: ItemReference =
                if let target { .native(target) } else if related.id != nil { .native(id) } else {
                    .named(ciClass: ciClass, name: id)
                }
            let (rule, isSwapped) = CloudRelationship.between(reference.ownerClass, ciClass)
            let owner = ItemReference.native(reference.owner)
            let (source, destination) = isSwapped != rule.isReversed ? (end, owner) : (owner, end)
            try links.emit(
                source, rule.relationship, destination, [ConventionalProperty.isInferred], at: reference.position,
                into: sink)
        }
    }
}
