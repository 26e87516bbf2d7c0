import GraphModel

/// One thing as the command line or AWS Config describes it.
struct AmazonRecord {
    var kind: AmazonKind
    /// As the service describes it; empty when AWS Config keeps no configuration.
    var value: JSONValue
    var nativeID: String
    var region: String?
    var account: String?
    var zone: String?
    var name: String?
    var position: SourcePosition

    /// Things that are gone are still described for a while.
    var isGone: Bool {
        let state = value.either("State")
        let text = state?.text ?? state?.either("Name")?.text
        return text == "terminated" || text == "deleted"
    }

    var isInSeveralZones: Bool { value.either("MultiAZ")?.flag == true }

    func texts(_ path: String) -> [String] {
        value.either(path.split(separator: ".").map(String.init)).compactMap(\.text)
    }

    /// The item. Attributes are those that the kind lists and no others: environments of functions and user data hold
    /// secrets.
    func item(account fallback: String?) -> DiscoveredItem {
        let arn = AmazonResourceName(nativeID)
        var properties: [Property] = []
        properties.add(
            ConventionalProperty.name, tag("Name") ?? kind.name.flatMap { texts($0).first } ?? name ?? nativeID)
        properties.add("cloudId", nativeID)
        properties.add("provider", "aws")
        properties.add("resourceType", kind.type)
        let place = zone ?? texts("AvailabilityZone").first ?? texts("Placement.AvailabilityZone").first
        properties.add("region", region ?? arn?.region ?? place.map { String($0.dropLast()) })
        let owner = texts("OwnerId").first ?? texts("NetworkInterfaces.OwnerId").first
        properties.add("account", account ?? arn?.account ?? owner ?? fallback)
        for attribute in kind.attributes { add(attribute, to: &properties) }
        return DiscoveredItem(
            ciClass: kind.ciClass, nativeID: nativeID, attributes: properties, position: position)
    }

    private func tag(_ key: String) -> String? {
        let list = value.either("Tags") ?? value.either("TagList") ?? value.either("TagSet")
        if case .object = list { return list?[key]?.text }
        return list?.elements.first { $0.either("Key")?.text == key }?.either("Value")?.text
    }

    private func add(_ attribute: AmazonKind.Attribute, to properties: inout [Property]) {
        let all = attribute.paths.map { value.either($0) }
        let first = all.lazy.compactMap(\.first).first
        switch attribute.form {
        case .text: properties.add(attribute.key, first?.text)
        case .texts: properties.add(attribute.key, all.joined().compactMap(\.text))
        case .hardware:
            properties.add(attribute.key, all.joined().compactMap(\.text).compactMap(HardwareAddress.normalised))
        case .count: properties.add(attribute.key, first?.wholeNumber)
        case .amount: properties.add(attribute.key, first?.wholeNumber.map(Double.init))
        case .flag: properties.add(attribute.key, first?.flag)
        }
    }
}

/// Which of its names identifies a thing: an id of EC2, else its ARN. Both are unique in all accounts.
enum AmazonIdentity {
    static func of(_ kind: AmazonKind, _ value: JSONValue) -> String? {
        guard let id = kind.ids.lazy.compactMap({ value.either($0)?.text }).first else { return nil }
        switch kind.section {
        case "Buckets" where !id.hasPrefix("arn:"): return "arn:aws:s3:::\(id)"
        case "HostedZones": return "arn:aws:route53:::hostedzone/\(id.split(separator: "/").last ?? "")"
        default: return id
        }
    }

    /// Of AWS Config, which gives both.
    static func of(resourceID: String?, arn: String?) -> String? {
        if let resourceID, CloudIdentifier.isAmazonID(resourceID) { return resourceID }
        return arn ?? resourceID
    }
}
