import GraphModel

/// Turns a table of packages into records, once every input has been read.
struct DebianEmission {
    static let ciClass = "DebianPackage"
    static let dependency = "DEPENDS_ON"
    /// Longest group name in bytes; a longer clause is cut.
    static let groupNameBytes = 200

    let table: DebianPackageTable
    private let providers: DebianProviders
    /// False for packages that a later paragraph of the same name, version and architecture superseded.
    private let live: [Bool]
    private let nativeIDs: [String]
    private let native: String

    init(_ table: DebianPackageTable, native option: String?, into sink: any DiscoverySink) {
        self.table = table
        var architectures = table.architectures
        var native = table.packages.first { $0.architecture != table.all }?.architecture ?? table.all
        if let option { native = architectures.intern(Array(option.utf8).span) }
        self.native = architectures.text(native)
        let identities = DebianIdentities(table, native: native)
        for superseded in identities.superseded {
            let package = table.packages[superseded]
            sink.warn(
                ImportError(
                    .duplicateIdentity,
                    "\(table.names.text(package.name)) \(table.text(package.version)) is described again further on",
                    at: table.position(of: package), advice: "The last description counts."))
        }
        live = identities.live
        nativeIDs = identities.nativeIDs
        providers = DebianProviders(table, live: live, native: native)
    }

    /// All items first, then all relationships, both in the order of the files.
    func emit(into sink: any DiscoverySink) throws(ImportError) {
        var plan = DebianGatePlan(packageCount: table.packages.count)
        for index in table.packages.indices where live[index] {
            for clause in table.clauses[table.packages[index].clauses] {
                try resolve(clause, of: index, into: &plan, sink)
            }
            try sink.accept(.item(item(index, groups: plan.takeGroups())))
        }
        for edge in plan.edges {
            try sink.accept(.relationship(relationship(edge, plan.groupNames)))
        }
    }

    private func resolve(
        _ clause: DebianClause, of dependant: Int, into plan: inout DebianGatePlan, _ sink: any DiscoverySink
    ) throws(ImportError) {
        plan.members.removeAll()
        for alternative in table.alternatives[clause.alternatives] where applies(alternative, to: dependant) {
            providers.collect(alternative, of: dependant, in: table, into: &plan.members)
        }
        if plan.members.contains(UInt32(dependant)) { return }
        switch (clause.kind, plan.members.packages.count) {
        case (.depends, 1): plan.addPlain(dependant)
        case (.recommends, 1): plan.addSoft(dependant)
        case (.recommends, _): return
        case (.depends, let count):
            guard !isVacuous(clause, for: dependant) else { return }
            if count == 0 { warnUnsatisfied(clause, of: dependant, sink) }
            plan.addGroup(dependant, name: groupName(clause))
        }
    }

    /// Whether the clause's architecture restriction lets the alternative count for this package.
    private func applies(_ alternative: DebianAlternative, to dependant: Int) -> Bool {
        if alternative.architectures.isEmpty { return true }
        let own = table.packages[dependant].architecture
        let architecture = own == table.all ? native : table.architectures.text(own)
        return DebianArchitecture.restriction(table.text(alternative.architectures), admits: architecture)
    }

    /// A clause whose alternatives are all meant for other architectures demands nothing.
    private func isVacuous(_ clause: DebianClause, for dependant: Int) -> Bool {
        !table.alternatives[clause.alternatives].contains { applies($0, to: dependant) }
    }

    private func warnUnsatisfied(_ clause: DebianClause, of dependant: Int, _ sink: any DiscoverySink) {
        let package = table.packages[dependant]
        sink.warn(
            ImportError(
                .danglingReference,
                "nothing satisfies \(table.text(clause.text)), which \(table.names.text(package.name)) needs",
                at: table.position(of: package), advice: "Import the index that has it as well; until then it is down.")
        )
    }

    /// The clause as it stands, cut at a character's end.
    private func groupName(_ clause: DebianClause) -> String {
        let words = table.text(clause.text).split(whereSeparator: \.isWhitespace)
        let name = words.joined(separator: " ")
        guard name.utf8.count > Self.groupNameBytes else { return name }
        return String(decoding: name.utf8.prefix(Self.groupNameBytes - 3), as: UTF8.self) + "..."
    }

    private func relationship(_ edge: DebianGatePlan.Edge, _ groupNames: [String]) -> DiscoveredRelationship {
        let source = Int(edge.dependant)
        var properties: [Property] = []
        switch edge.kind {
        case .plain: break
        case .soft: properties = [Property(ConventionalProperty.effect, "soft")]
        case .member(let group):
            properties = [
                Property(ConventionalProperty.group, .string(groupNames[Int(group)])),
                Property(ConventionalProperty.inferred, true),
            ]
        }
        return DiscoveredRelationship(
            type: Self.dependency, source: .native(nativeIDs[source]), target: .native(nativeIDs[Int(edge.provider)]),
            properties: properties, position: table.position(of: table.packages[source]))
    }
}

extension DebianEmission {
    private func item(_ index: Int, groups: [RedundancyGroup]) -> DiscoveredItem {
        let package = table.packages[index]
        let name = table.names.text(package.name)
        let version = table.text(package.version)
        // An older version beside the newest is called as apt names a version.
        let title = nativeIDs[index].contains("=") ? "\(name)=\(version)" : name
        var attributes = [
            Property(ConventionalProperty.name, .string(title)), Property("version", .string(version)),
            Property("architecture", .string(table.architectures.text(package.architecture))),
        ]
        add("section", package.section, to: &attributes)
        add("priority", package.priority, to: &attributes)
        if package.essential { attributes.append(Property("essential", true)) }
        if let size = Int64(table.text(package.installedSize)) {
            attributes.append(Property("installedSizeKilobytes", .integer(size)))
        }
        add("maintainer", package.maintainer, to: &attributes)
        attributes.append(Property("sourcePackage", .string(sourceName(package) ?? name)))
        let provided = table.provisions[package.provisions].map { PropertyValue.string(table.names.text($0.name)) }
        if !provided.isEmpty { attributes.append(Property("provides", .list(provided))) }
        add("description", package.synopsis, to: &attributes)
        return DiscoveredItem(
            ciClass: Self.ciClass, nativeID: nativeIDs[index], attributes: attributes, groups: groups,
            position: table.position(of: package))
    }

    private func add(_ key: String, _ range: ByteRange, to attributes: inout [Property]) {
        if !range.isEmpty { attributes.append(Property(key, .string(table.text(range)))) }
    }

    /// `Source: glibc (2.36-9)` without the version, which stands there only where it differs.
    private func sourceName(_ package: DebianPackage) -> String? {
        if package.source.isEmpty { return nil }
        return table.text(package.source).split(separator: " ").first.map(String.init)
    }
}
