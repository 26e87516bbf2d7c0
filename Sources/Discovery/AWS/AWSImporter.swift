public import GraphModel

/// Reads outputs of the AWS command line and files of AWS Config. docs/importers/aws.md says what follows from what.
public final class AWSImporter: Importer {
    public static let format = "aws"
    public static let summary = "Amazon Web Services: outputs of aws … describe-*, AWS Config snapshots and histories"
    public static let example = "aws ec2 describe-instances --output json | faultline import aws -"

    let account: String?
    private let targetGroup: String?
    var links = UniqueLinks()
    private var seen: Set<String> = []
    private var zones: Set<String> = []
    /// Lists that nobody reads, with how many things were in them.
    private var passedOver: [String: (count: Int, position: SourcePosition)] = [:]
    var balancing = AmazonBalancing()
    var history = AmazonHistory()
    weak var sink: (any DiscoverySink)?

    /// Whether the text is JSON with a list that a command prints, and in it what identifies such things.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let keys = JSONReader.leadingKeys(head, fileName: fileName)
        if !keys.isDisjoint(with: ["configurationItems", "configSnapshotId", "baseConfigurationItems"]) { return true }
        let text = String(decoding: head, as: UTF8.self)
        if keys.contains("Reservations") { return text.contains("\"Instances\"") || keys == ["Reservations"] }
        if keys.contains("TargetHealthDescriptions") { return true }
        if keys.contains("Listeners") { return text.contains("\"ListenerArn\"") }
        if keys.contains("Rules") { return text.contains("\"RuleArn\"") }
        return keys.contains { key in
            guard let kind = AmazonKind.ofSection[key] else { return false }
            // Names that others use too say nothing without an ARN or an id of EC2's kind.
            return kind.ids.contains { $0 != "Id" && $0 != "Name" && text.contains("\"\($0)\"") }
                && (text.contains("arn:aws") || kind.type.hasPrefix("AWS::EC2")
                    || kind.section == "LoadBalancerDescriptions")
                || (key == "Buckets" && text.contains("\"CreationDate\""))
                || (key == "HostedZones" && text.contains("\"/hostedzone/"))
        }
    }

    /// Options: `account=NUMBER`, for outputs that do not say it, which also keeps the zones of accounts apart;
    /// `targetGroup=ARN`, which `describe-target-health` does not print.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["account", "targetGroup"], format: Self.format)
        account = options.values["account"]
        targetGroup = options.values["targetGroup"]
        for (key, value) in options.values.sorted(by: { $0.key < $1.key }) where value.isEmpty {
            throw ImportError(.badMapping, "the option \(key) is empty")
        }
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        self.sink = sink
        try AmazonDocumentReader(input, sink, self).readAll()
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        self.sink = sink
        for state in history.takeNewest() {
            do throws(ImportError) {
                try take(configuration: state.value, mayRepeat: false, at: state.position)
            } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
        for (section, found) in passedOver.sorted(by: { $0.key < $1.key }) {
            sink.warn(
                ImportError(.badRecord, "\(section) are not read (\(found.count) found)", at: found.position))
        }
        try balancing.emit(&links, into: sink)
        try history.emitReferences(&links, into: sink)
        balancing = AmazonBalancing()
        history = AmazonHistory()
        passedOver = [:]
    }

    /// Emits an item, or keeps it until its redundancy is known.
    ///
    /// - Returns: False when the thing was there before, or is gone.
    func emit(_ record: AmazonRecord) throws(ImportError) -> Bool {
        guard !record.isGone, seen.insert(record.nativeID).inserted, let sink else { return false }
        var item = record.item(account: account)
        item.groups = groups(of: record)
        if ["CloudLoadBalancer", "TargetGroup"].contains(item.ciClass) {
            balancing.waiting[item.nativeID] = item
        } else {
            try sink.accept(.item(item))
        }
        return true
    }

    private func groups(of record: AmazonRecord) -> [RedundancyGroup] {
        var groups: [RedundancyGroup] = []
        let names = Set(record.kind.links.compactMap(\.group)).union(
            record.kind.section == "AutoScalingGroups" ? ["subnets"] : [])
        for name in names.sorted() where record.named(group: name).count > 1 {
            groups.append(RedundancyGroup(name: name, threshold: .atLeast(1)))
        }
        if let members = record.scalingThreshold {
            groups.append(RedundancyGroup(name: "members", threshold: .atLeast(members)))
        }
        return groups
    }

    func relate(
        _ source: String, _ type: String, _ target: String, _ properties: [Property] = [], at position: SourcePosition
    ) throws(ImportError) {
        guard let sink else { return }
        try links.emit(.native(source), type, .native(target), properties, at: position, into: sink)
    }

    /// The item of a zone, which nothing lists but many things name. Its name means another place in every account.
    func locate(_ nativeID: String, in zone: String, soft: Bool, at position: SourcePosition) throws(ImportError) {
        guard let sink else { return }
        let place = account.map { "\($0)/\(zone)" } ?? zone
        if zones.insert(zone).inserted {
            var properties: [Property] = []
            properties.add(ConventionalProperty.name, zone)
            properties.add("cloudId", place)
            properties.add("provider", "aws")
            properties.add("region", zone.last?.isLetter == true ? String(zone.dropLast()) : zone)
            properties.append(ConventionalProperty.isInferred)
            try sink.accept(
                .item(
                    DiscoveredItem(
                        ciClass: "AvailabilityZone", nativeID: place, attributes: properties, position: position)))
        }
        try relate(nativeID, "LOCATED_IN", place, soft ? [ConventionalProperty.isSoft] : [], at: position)
    }
}

extension AWSImporter: AmazonDocumentReader.Receiver {
    func take(_ kind: AmazonKind, _ value: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let id = AmazonIdentity.of(kind, value) else {
            throw ImportError(.badRecord, "the field \(kind.ids[0]) is missing", at: position)
        }
        let record = AmazonRecord(kind: kind, value: value, nativeID: id, position: position)
        if try emit(record) { try relate(record) }
    }

    func take(targets: [(JSONValue, SourcePosition)], of stated: String?) throws(ImportError) {
        for (value, position) in targets {
            guard let id = value.either("Target")?.either("Id")?.text else {
                sink?.reject(ImportError(.badRecord, "the target has no Id", at: position))
                continue
            }
            balancing.targets.append(
                AmazonBalancing.Target(
                    group: stated ?? targetGroup, id: id,
                    state: value.either("TargetHealth")?.either("State")?.text ?? "", position: position))
        }
    }

    func take(listener value: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let balancer = AmazonBalancing.loadBalancer(of: value) else {
            throw ImportError(.badRecord, "the listener names no load balancer", at: position)
        }
        for action in (value.either("DefaultActions") ?? value.either("Actions"))?.elements ?? [] {
            let several = action.either(["ForwardConfig", "TargetGroups", "TargetGroupArn"]).compactMap(\.text)
            for target in [action.either("TargetGroupArn")?.text].compactMap({ $0 }) + several {
                balancing.route(from: balancer, to: target, at: position)
            }
        }
    }

    func passOver(_ section: String, count: Int, at position: SourcePosition) {
        passedOver[section, default: (0, position)].count += count
    }

    func take(configuration value: JSONValue, mayRepeat: Bool, at position: SourcePosition) throws(ImportError) {
        let item = try AmazonConfigurationItem(value, at: position)
        if mayRepeat { return history.add(value, item) }
        if item.isDeleted {
            try sink?.accept(.removedItem(nativeID: item.record.nativeID, position))
            return
        }
        history.register(item)
        guard try emit(item.record) else { return }
        try relate(item.record)
        try relate(item)
    }
}
