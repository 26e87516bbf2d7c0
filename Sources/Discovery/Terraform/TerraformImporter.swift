public import GraphModel

/// Reads states and plans of Terraform and OpenTofu. docs/importers/terraform.md says what follows from what.
public final class TerraformImporter: Importer {
    public static let format = "terraform"
    public static let summary = "Terraform and OpenTofu: state files, and states and plans as show -json prints them"
    public static let example = "terraform show -json | faultline import terraform -"

    /// What becomes of a plan.
    private enum PlanUse: String {
        /// Everything as it will be.
        case values
        /// Only what the plan changes: for what-if questions.
        case changes
    }

    private let state: String
    private let planUse: PlanUse
    private var inventory = TerraformInventory()
    private var configuration: TerraformConfiguration?
    private var lookups: [Int: String] = [:]
    /// Types that become no items, with how many there were and where the first stands.
    private var unread: [String: (count: Int, position: SourcePosition)] = [:]
    private var lineages: Set<String> = []
    private var removed: [(nativeID: String, position: SourcePosition)] = []
    private weak var sink: (any DiscoverySink)?

    /// Whether the text is JSON with what only states and plans begin with.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let keys = JSONReader.leadingKeys(head, fileName: fileName)
        if keys.contains("terraform_version") { return true }
        if keys.contains("lineage"), keys.contains("serial") { return true }
        return keys.contains("format_version")
            && !keys.isDisjoint(with: ["values", "planned_values", "resource_changes", "prior_state"])
    }

    /// Options: `state=NAME`, which keeps several states apart, `terraform` without it; `plan=changes` reports only
    /// what a plan changes.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["state", "plan"], format: Self.format)
        state = options.values["state"] ?? "terraform"
        guard !state.isEmpty else { throw ImportError(.badMapping, "the option state is empty") }
        guard let use = PlanUse(rawValue: options.values["plan"] ?? "values") else {
            throw ImportError(.badMapping, "the option plan is neither `values` nor `changes`")
        }
        planUse = use
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        self.sink = sink
        try TerraformDocumentReader(input, sink, self).readAll()
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        for (type, found) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(
                ImportError(
                    .badRecord, "\(type) is no item and is not read (\(found.count) found)", at: found.position))
        }
        inventory.mergeLookups(lookups)
        let after = TerraformGraph(inventory, configuration, .after)
        let before = planUse == .changes ? TerraformGraph(inventory, nil, .before) : nil
        let emission = TerraformEmission(inventory, state: state, after: after, before: before)
        try emission.emit(removed: removed, into: sink)
        inventory = TerraformInventory()
        configuration = nil
        unread = [:]
    }
}

extension TerraformImporter: TerraformDocumentReader.Receiver {
    func take(lineage: String, at position: SourcePosition) {
        guard lineages.insert(lineage).inserted, lineages.count == 2 else { return }
        sink?.warn(
            ImportError(
                .duplicateIdentity, "these are several states, whose addresses may be the same", at: position,
                advice: "Import each by itself, with a name: --option state=NAME"))
    }

    func take(configuration: JSONValue) { self.configuration = TerraformConfiguration(root: configuration) }

    func take(_ instance: TerraformInstance) throws(ImportError) {
        guard let place = try remember(instance) else { return }
        let references = inventory.references(in: instance.attributes)
        inventory.nodes[place].after = references
        inventory.nodes[place].before = references
        inventory.name(place, by: instance.attributes)
        try emit(instance, place)
    }

    func take(_ change: TerraformChange) throws(ImportError) {
        guard let instance = change.after ?? change.before else { return }
        guard let place = try remember(instance) else { return }
        let isDelete = change.after == nil
        if let before = change.before {
            inventory.nodes[place].before = inventory.references(in: before.attributes)
            inventory.name(place, by: before.attributes)
        }
        if let after = change.after {
            inventory.nodes[place].after = inventory.references(in: after.attributes)
            inventory.nodes[place].unknown = Set(change.unknown.map { inventory.intern($0) })
            inventory.name(place, by: after.attributes)
        }
        // A look-up that is done when the plan is carried out makes nothing.
        let isChanged = !instance.isData && change.actions.contains { ["create", "update", "delete"].contains($0) }
        inventory.nodes[place].isChanged = isChanged
        if isDelete {
            if planUse == .changes, inventory.nodes[place].ciClass != nil {
                removed.append((nativeID(of: instance), instance.position))
            }
        } else if let item = item(instance, place) {
            inventory.waiting[place] = item
        }
    }

    /// - Returns: The instance's place; nil when it was there before, or is neither an item nor a tie of others.
    private func remember(_ instance: TerraformInstance) throws(ImportError) -> Int? {
        let address = inventory.intern(instance.configurationAddress)
        for dependency in instance.dependencies {
            inventory.dependencies[address, default: []].insert(
                inventory.intern(TerraformAddress.withoutKeys(dependency)))
        }
        let ciClass = ciClass(of: instance)
        if ciClass == nil, TerraformTies.ofType[instance.type] == nil {
            let kind = instance.isData ? "data.\(instance.type)" : instance.type
            unread[kind, default: (0, instance.position)].count += 1
            return nil
        }
        // Paths are long, and there are as many as instances: line and column lead there too.
        var position = instance.position
        position.path = nil
        let module = TerraformAddress.module(of: instance.address, type: instance.type)
        let node = TerraformInventory.Node(
            name: inventory.intern(Self.name(of: instance)), type: inventory.shared(instance.type), ciClass: ciClass,
            isData: instance.isData, isDeposed: instance.deposedKey != nil, configuration: address,
            module: inventory.intern(String(module)), position: position,
            isInSeveralZones: instance.attributes["multi_az"]?.flag == true)
        guard let place = inventory.add(node) else {
            sink?.warn(
                ImportError(
                    .duplicateIdentity, "\(nativeID(of: instance)) was read before", at: instance.position,
                    advice: "The first counts. Name each state: --option state=NAME"))
            return nil
        }
        return place
    }

    /// What is looked up becomes an item when its kind is known and it was found.
    private func ciClass(of instance: TerraformInstance) -> String? {
        guard instance.isData else { return TerraformKinds.ciClass(instance.type) }
        return instance.attributes.text("id", "arn") == nil ? nil : TerraformKinds.classes[instance.type]
    }

    private static func name(of instance: TerraformInstance) -> String {
        instance.deposedKey.map { "\(instance.address) (deposed \($0))" } ?? instance.address
    }

    private func nativeID(of instance: TerraformInstance) -> String { "\(state):\(Self.name(of: instance))" }

    private func item(_ instance: TerraformInstance, _ place: Int) -> DiscoveredItem? {
        let node = inventory.nodes[place]
        guard let ciClass = node.ciClass else { return nil }
        return DiscoveredItem(
            ciClass: ciClass, nativeID: nativeID(of: instance),
            attributes: TerraformAttributes(instance, ciClass: ciClass).properties, position: instance.position)
    }

    /// Items that may have redundancy groups, and look-ups of what may be managed elsewhere in the state, wait.
    private func emit(_ instance: TerraformInstance, _ place: Int) throws(ImportError) {
        guard let item = item(instance, place), let sink else { return }
        if instance.isData { lookups[place] = instance.attributes.text("id") }
        let mayHaveGroups = inventory.nodes[place].after?.contains { reference in
            ["subnets", "subnet_ids", "vpc_zone_identifier", "subnet_id"].contains(inventory.texts[reference.key])
        }
        if instance.isData || mayHaveGroups == true || item.ciClass == "CloudLoadBalancer" || planUse == .changes {
            inventory.waiting[place] = item
        } else {
            try sink.accept(.item(item))
        }
    }
}
