import GraphModel

/// The records that need all inputs: workloads and services with their redundancy, owners, the cluster.
struct KubernetesEmission {
    private let inventory: KubernetesInventory
    private let identity: KubernetesIdentity
    private let thresholds: KubernetesThresholds
    private let clusterPosition: SourcePosition

    init(_ inventory: KubernetesInventory, _ identity: KubernetesIdentity, at position: SourcePosition) {
        self.inventory = inventory
        self.identity = identity
        thresholds = KubernetesThresholds(inventory)
        clusterPosition = position
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        try emitCluster(into: sink)
        try emitNamespaces(into: sink)
        for place in inventory.workloads.indices { try emitWorkload(place, into: sink) }
        for service in inventory.services { try emit(service, into: sink) }
        for (place, budget) in inventory.budgets.enumerated() { try emit(budget, place, into: sink) }
        for owned in inventory.owned { try emit(owned, into: sink) }
    }

    /// The cluster is up while a worker is. The control plane, where it is to be seen, needs a majority of its nodes.
    private func emitCluster(into sink: any DiscoverySink) throws(ImportError) {
        let controllers = inventory.nodes.filter(\.isControlPlane)
        let workers = inventory.nodes.filter { !$0.isControlPlane }
        let members = workers.isEmpty ? controllers : workers
        try sink.accept(.item(whole("KubernetesCluster", identity.clusterItem, identity.cluster, members, needs: 1)))
        for node in members { try emitMember(node, of: identity.clusterItem, into: sink) }
        if controllers.isEmpty { return }
        let name = "\(identity.cluster) control plane"
        let majority = controllers.count / 2 + 1
        try sink.accept(.item(whole("ControlPlane", identity.controlPlane, name, controllers, needs: majority)))
        for node in controllers { try emitMember(node, of: identity.controlPlane, into: sink) }
        var links = RecordLinks(from: identity.controlPlane, at: clusterPosition)
        links.add(KubernetesRelationship.partOf, identity.clusterItem)
        try links.emit(into: sink)
    }

    private func whole(
        _ ciClass: String, _ nativeID: String, _ name: String, _ members: [KubernetesInventory.Node], needs count: Int
    ) -> DiscoveredItem {
        DiscoveredItem(
            ciClass: ciClass, nativeID: nativeID, attributes: [Property(ConventionalProperty.name, .string(name))],
            groups: members.isEmpty
                ? [] : [RedundancyGroup(name: KubernetesRelationship.members, threshold: .atLeast(count))],
            position: clusterPosition)
    }

    private func emitMember(
        _ node: KubernetesInventory.Node, of whole: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        var links = RecordLinks(from: node.nativeID, at: node.position)
        links.add(
            KubernetesRelationship.memberOf, whole, KubernetesRelationship.group(KubernetesRelationship.members))
        try links.emit(into: sink)
    }

    /// Namespaces that were not listed exist all the same: something is in them.
    private func emitNamespaces(into sink: any DiscoverySink) throws(ImportError) {
        for (name, position) in inventory.namespaces.sorted(by: { $0.key < $1.key }) {
            let nativeID = identity.of(.namespace, "", name)
            guard inventory.uids[nativeID] == nil else { continue }
            let attributes = [
                Property(ConventionalProperty.name, .string(name)), ConventionalProperty.isInferred,
            ]
            try sink.accept(
                .item(
                    DiscoveredItem(
                        ciClass: KubernetesKind.namespace.ciClass, nativeID: nativeID, attributes: attributes,
                        position: position)))
            var links = RecordLinks(from: nativeID, at: position)
            links.add(KubernetesRelationship.partOf, identity.clusterItem)
            try links.emit(into: sink)
        }
    }

    private func emitWorkload(_ place: Int, into sink: any DiscoverySink) throws(ImportError) {
        let workload = inventory.workloads[place]
        let pods = thresholds.pods[place]
        let ready = pods.filter { inventory.pods[$0].isReady }.map { inventory.pods[$0].nativeID }
        // A job whose pods have yet to start is not down.
        let isGated = !pods.isEmpty && !(workload.kind == .job && ready.isEmpty)
        try emit(
            DiscoveredItem(
                ciClass: workload.kind.ciClass, nativeID: workload.nativeID, attributes: workload.attributes,
                position: workload.position),
            KubernetesRelationship.dependsOn, isGated ? ready : nil, needs: thresholds.minimum[place], into: sink)
    }

    private func emit(_ service: KubernetesInventory.Service, into sink: any DiscoverySink) throws(ImportError) {
        let selected = service.selector.map { inventory.pods(in: service.namespace, selectedBy: $0) } ?? []
        var ready = selected.filter { inventory.pods[$0].isReady }.map { inventory.pods[$0].nativeID }
        var known = Set(ready)
        for pod in inventory.endpoints[service.nativeID] ?? [] where known.insert(pod).inserted { ready.append(pod) }
        try emit(
            DiscoveredItem(
                ciClass: KubernetesKind.service.ciClass, nativeID: service.nativeID, attributes: service.attributes,
                position: service.position),
            KubernetesRelationship.routesTo, selected.isEmpty && ready.isEmpty ? nil : ready, needs: 1, into: sink)
    }

    /// An item with its pods: of those that work now, as many as the threshold says must stay. The threshold never asks
    /// for more than there are, because it is inferred; without any, the gate cannot hold and the item is down.
    private func emit(
        _ item: DiscoveredItem, _ type: String, _ pods: [String]?, needs count: Int, into sink: any DiscoverySink
    ) throws(ImportError) {
        var item = item
        if let pods {
            let needed = max(1, min(count, pods.count))
            item.groups = [RedundancyGroup(name: KubernetesRelationship.pods, threshold: .atLeast(needed))]
        }
        try sink.accept(.item(item))
        let properties = KubernetesRelationship.group(KubernetesRelationship.pods)
        for pod in pods ?? [] {
            try sink.accept(
                .relationship(
                    DiscoveredRelationship(
                        type: type, source: .native(item.nativeID), target: .native(pod), properties: properties,
                        position: item.position)))
        }
    }

    private func emit(
        _ budget: KubernetesInventory.Budget, _ place: Int, into sink: any DiscoverySink
    ) throws(ImportError) {
        var links = RecordLinks(from: budget.nativeID, at: budget.position)
        for workload in thresholds.workloadsOfBudget[place] {
            links.add(
                KubernetesRelationship.limits, inventory.workloads[workload].nativeID, [ConventionalProperty.isInferred]
            )
        }
        try links.emit(into: sink)
    }

    /// Owners are found by uid. One that was not listed is named by kind and name, unless an object of that name but
    /// another uid was: then the owner is gone.
    private func emit(_ owned: KubernetesInventory.Owned, into sink: any DiscoverySink) throws(ImportError) {
        guard let owner = nativeID(of: owned) else { return }
        var links = RecordLinks(from: owner, at: owned.position)
        links.add(KubernetesRelationship.owns, owned.nativeID)
        try links.emit(into: sink)
    }

    private func nativeID(of owned: KubernetesInventory.Owned) -> String? {
        if let known = inventory.nativeIDs[owned.owner.uid] { return known }
        guard let kind = KubernetesKind(rawValue: owned.owner.kind) else { return nil }
        let named = identity.of(kind, owned.namespace, owned.owner.name)
        return inventory.uids[named] == nil ? named : nil
    }
}
