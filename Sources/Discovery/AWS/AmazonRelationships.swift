import GraphModel

extension AmazonRecord {
    /// The different things that a record names as members of a group of its own.
    func named(group: String) -> Set<String> {
        var ids: Set<String> = []
        for link in kind.links where link.group == group {
            ids.formUnion(value.either(link.path).compactMap(\.text).filter(CloudIdentifier.isGlobal))
        }
        if kind.section == "AutoScalingGroups", group == "subnets" { ids.formUnion(scalingSubnets) }
        return ids
    }

    var scalingSubnets: [String] {
        texts("VPCZoneIdentifier").flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// The instances of a scaling group that serve.
    var scalingMembers: [String] {
        value.either(["Instances"]).compactMap { instance in
            let isIn = instance.either("LifecycleState")?.text ?? "InService"
            let health = instance.either("HealthStatus")?.text ?? "Healthy"
            guard isIn == "InService", health.lowercased() == "healthy" else { return nil }
            return instance.either("InstanceId")?.text
        }
    }

    /// How many instances a scaling group must keep: its least size, as far as it has that many. Nil for other things,
    /// and where no instances are listed.
    var scalingThreshold: Int? {
        guard kind.section == "AutoScalingGroups", !value.either(["Instances"]).isEmpty else { return nil }
        let least = Int(clamping: value.either("MinSize")?.wholeNumber ?? 1)
        return max(1, min(least, scalingMembers.count))
    }
}

extension AWSImporter {
    /// What a record's own fields say.
    func relate(_ record: AmazonRecord) throws(ImportError) {
        for link in record.kind.links {
            let isGroup = link.group.map { record.named(group: $0).count > 1 } == true
            for text in record.value.either(link.path).compactMap(\.text) {
                try relate(record, link, text, isGroup: isGroup)
            }
        }
        switch record.kind.section {
        case "Instances", "NetworkInterfaces": rememberAddresses(record)
        case "AutoScalingGroups": try relateScalingGroup(record)
        case "DBInstances": try relateDatabase(record)
        case "DBClusters": try relateDatabaseCluster(record)
        case "TargetGroups":
            balancing.networks[record.nativeID] = record.texts("VpcId").first
            for balancer in record.texts("LoadBalancerArns") {
                balancing.route(from: balancer, to: record.nativeID, at: record.position)
            }
        case "nodegroup":
            if let name = record.texts("clusterName").first, let prefix = arnPrefix(record.nativeID) {
                try relate(record.nativeID, "PART_OF", "\(prefix):cluster/\(name)", at: record.position)
            }
        default: break
        }
    }

    private func relate(
        _ record: AmazonRecord, _ link: AmazonKind.Link, _ text: String, isGroup: Bool
    ) throws(ImportError) {
        if link.relationship == "LOCATED_IN" {
            return try locate(record.nativeID, in: text, soft: record.isInSeveralZones, at: record.position)
        }
        guard CloudIdentifier.isGlobal(text) else { return }
        if link.relationship == "MEMBER_OF", text.contains(":targetgroup/") {
            return balancing.member(record.nativeID, of: text, at: record.position)
        }
        var properties: [Property] = []
        if isGroup, let group = link.group {
            properties = [Property(ConventionalProperty.group, .string(group)), ConventionalProperty.isInferred]
        } else if link.isSoft {
            properties = [ConventionalProperty.isSoft]
        }
        let ends = link.isReversed ? (text, record.nativeID) : (record.nativeID, text)
        try relate(ends.0, link.relationship, ends.1, properties, at: record.position)
    }

    /// Target groups name members by address.
    private func rememberAddresses(_ record: AmazonRecord) {
        let network = record.texts("VpcId").first ?? ""
        let machine = record.texts("Attachment.InstanceId").first ?? record.nativeID
        let addresses =
            record.texts("PrivateIpAddress") + record.texts("PrivateIpAddresses.PrivateIpAddress")
            + record.texts("NetworkInterfaces.PrivateIpAddresses.PrivateIpAddress")
        for address in addresses { balancing.add(address, of: machine, in: network) }
    }

    private func relateScalingGroup(_ record: AmazonRecord) throws(ImportError) {
        let subnets = record.named(group: "subnets").sorted()
        let properties =
            subnets.count > 1
            ? [Property(ConventionalProperty.group, "subnets"), ConventionalProperty.isInferred] : []
        for subnet in subnets { try relate(record.nativeID, "DEPENDS_ON", subnet, properties, at: record.position) }
        for member in record.scalingMembers { try relate(member, "MEMBER_OF", record.nativeID, at: record.position) }
        for group in record.texts("TargetGroupARNs") {
            balancing.member(record.nativeID, of: group, at: record.position)
        }
    }

    private func relateDatabase(_ record: AmazonRecord) throws(ImportError) {
        guard let prefix = arnPrefix(record.nativeID) else { return }
        if let cluster = record.texts("DBClusterIdentifier").first {
            try relate(record.nativeID, "MEMBER_OF", "\(prefix):cluster:\(cluster)", at: record.position)
        }
        if let source = record.texts("ReadReplicaSourceDBInstanceIdentifier").first {
            let id = source.hasPrefix("arn:") ? source : "\(prefix):db:\(source)"
            try relate(id, "REPLICATES_TO", record.nativeID, at: record.position)
        }
    }

    private func relateDatabaseCluster(_ record: AmazonRecord) throws(ImportError) {
        guard let prefix = arnPrefix(record.nativeID) else { return }
        for member in record.texts("DBClusterMembers.DBInstanceIdentifier") {
            try relate("\(prefix):db:\(member)", "MEMBER_OF", record.nativeID, at: record.position)
        }
    }

    /// `arn:aws:rds:REGION:ACCOUNT`, with which the neighbours of a thing begin too.
    private func arnPrefix(_ arn: String) -> String? {
        guard AmazonResourceName(arn) != nil else { return nil }
        return arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).prefix(5).joined(
            separator: ":")
    }

    /// What AWS Config says of a thing and others. Where the thing's own fields say how two are tied, they count.
    func relate(_ item: AmazonConfigurationItem) throws(ImportError) {
        let own = Set(
            item.record.kind.links.flatMap { item.record.value.either($0.path).compactMap(\.text) }
                + item.record.scalingSubnets + item.record.scalingMembers)
        for related in item.relationships {
            let target = related.id.flatMap { CloudIdentifier.isGlobal($0) ? $0 : nil }
            guard let target else {
                if related.id != nil || related.name != nil { history.wait(item.record, for: related) }
                continue
            }
            if own.contains(target) { continue }
            let ciClass = AmazonKind.ofType[related.type]?.ciClass ?? "CloudResource"
            let (rule, isSwapped) = CloudRelationship.between(item.record.kind.ciClass, ciClass)
            let (source, end) =
                isSwapped != rule.isReversed ? (target, item.record.nativeID) : (item.record.nativeID, target)
            // The record of the one that needs the other says it with its redundancy.
            if isSwapped, ["CloudLoadBalancer", "AutoScalingGroup", "ManagedDatabase"].contains(ciClass) { continue }
            try relate(source, rule.relationship, end, at: item.record.position)
        }
        if let zone = item.record.zone, item.record.kind.ciClass != "AvailabilityZone", zone.contains("-"),
            !zone.contains(",")
        {
            try locate(
                item.record.nativeID, in: zone, soft: item.record.isInSeveralZones, at: item.record.position)
        }
    }
}
