public import GraphModel

/// Reads what `kubectl get … -o json` and the Kubernetes API print. docs/importers/kubernetes.md says what follows
/// from what.
public final class KubernetesImporter: Importer {
    public static let format = "kubernetes"
    public static let summary = "Kubernetes objects as kubectl and the API print them"
    public static let example =
        "kubectl get all,ingress,configmap,secret,pvc,pv,pdb,node,ns -A -o json | faultline import kubernetes -"

    private let identity: KubernetesIdentity
    private var inventory = KubernetesInventory()
    private var clusterPosition: SourcePosition?
    private var unknownKinds: Set<String> = []

    /// Whether the text is JSON with the two members that every object of the API has.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        guard let first = head.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B else { return false }
        let text = String(decoding: head, as: UTF8.self)
        return text.contains("\"apiVersion\"") && text.contains("\"kind\"")
    }

    /// Option: `cluster=NAME`, which keeps the objects of several clusters apart; `kubernetes` without it.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["cluster"], format: Self.format)
        let cluster = options.values["cluster"] ?? "kubernetes"
        guard !cluster.isEmpty else { throw ImportError(.badMapping, "the option cluster is empty") }
        identity = KubernetesIdentity(cluster: cluster)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        if clusterPosition == nil { clusterPosition = SourcePosition(file: input.name) }
        let reader = try KubernetesDocumentReader(
            input, sink,
            unknown: { [self] kind, position in
                guard unknownKinds.insert(kind).inserted else { return }
                sink.warn(ImportError(.badRecord, "objects of kind \(kind) are not read", at: position))
            },
            take: { [self] object throws(ImportError) in try take(object, into: sink) })
        try reader.readAll()
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        guard let clusterPosition, !inventory.uids.isEmpty else { return }
        let emission = KubernetesEmission(inventory, identity, at: clusterPosition)
        inventory = KubernetesInventory()
        try emission.emit(into: sink)
    }

    /// Emits what the object alone decides, and remembers the rest. Whatever is wrong with it is found before anything
    /// is emitted.
    private func take(_ object: KubernetesObject, into sink: any DiscoverySink) throws(ImportError) {
        if object.kind == .endpoints {
            let endpoints = try KubernetesEndpoints(subsetsOf: object, identity)
            return inventory.addEndpoints(of: endpoints.service, pods: endpoints.readyPods)
        }
        let nativeID = identity.of(object)
        let attributes = try KubernetesAttributes(object).properties
        var links = RecordLinks(from: nativeID, at: object.position)
        var groups: [RedundancyGroup] = []
        var remember: (inout KubernetesInventory) -> Void = { _ in }
        var waits = false
        switch object.kind {
        case .pod: (links, remember) = try pod(object, nativeID)
        case .node: remember = node(object, nativeID)
        case .deployment, .replicaSet, .replicationController, .statefulSet, .daemonSet, .job:
            waits = true
            remember = try workload(object, nativeID, attributes)
        case .service:
            waits = true
            remember = try service(object, nativeID, attributes)
        case .podDisruptionBudget: remember = try budget(object, nativeID)
        case .endpointSlice:
            let endpoints = try KubernetesEndpoints(slice: object, identity)
            remember = { $0.addEndpoints(of: endpoints.service, pods: endpoints.readyPods) }
        case .ingress: groups = try KubernetesIngress(object, identity).link(&links)
        default: try KubernetesReferences(object, identity).link(&links)
        }
        guard inventory.register(object, nativeID) else { return reportRepeated(object, nativeID, sink) }
        remember(&inventory)
        if let owner = object.owner, owner.kind != KubernetesKind.node.rawValue {
            inventory.owned.append(
                KubernetesInventory.Owned(
                    nativeID: nativeID, namespace: object.namespace, owner: owner, position: object.position))
        }
        if object.kind != .node { links.add(KubernetesRelationship.partOf, whole(of: object)) }
        if !waits {
            let item = DiscoveredItem(
                ciClass: object.kind.ciClass, nativeID: nativeID, attributes: attributes, groups: groups,
                position: object.position)
            try sink.accept(.item(item))
        }
        try links.emit(into: sink)
    }

    /// The folder that the object is in.
    private func whole(of object: KubernetesObject) -> String {
        object.kind.isNamespaced ? identity.of(.namespace, "", object.namespace) : identity.clusterItem
    }

    /// The same object in two lists is one; another object of the same name is an input that contradicts itself.
    private func reportRepeated(_ object: KubernetesObject, _ nativeID: String, _ sink: any DiscoverySink) {
        guard let uid = object.uid, let first = inventory.uids[nativeID], !first.isEmpty, uid != first else { return }
        sink.warn(
            ImportError(
                .duplicateIdentity, "\(nativeID) was read before, with another uid", at: object.position,
                advice: "The first counts. Name each cluster: --option cluster=NAME"))
    }
}

extension KubernetesImporter {
    private typealias Memory = (inout KubernetesInventory) -> Void

    /// A pod that has ended needs nothing any more.
    private func pod(_ object: KubernetesObject, _ nativeID: String) throws(ImportError) -> (RecordLinks, Memory) {
        let health = try KubernetesPodHealth(object)
        let needs = try KubernetesPodNeeds(object, identity)
        let pod = KubernetesInventory.Pod(
            nativeID: nativeID, namespace: object.namespace, labels: object.labels, ownerUID: object.owner?.uid,
            isReady: health.isReady, isActive: health.isActive)
        let links = health.isActive ? needs.links : RecordLinks(from: nativeID, at: object.position)
        return (links, { $0.add(pod) })
    }

    private func node(_ object: KubernetesObject, _ nativeID: String) -> Memory {
        let roles = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"]
        let node = KubernetesInventory.Node(
            nativeID: nativeID, isControlPlane: roles.contains { object.label($0) != nil }, position: object.position)
        return { $0.nodes.append(node) }
    }

    private func workload(
        _ object: KubernetesObject, _ nativeID: String, _ attributes: [Property]
    ) throws(ImportError) -> Memory {
        let workload = KubernetesInventory.Workload(
            kind: object.kind, nativeID: nativeID, uid: object.uid, ownerUID: object.owner?.uid, attributes: attributes,
            desired: try KubernetesReplicas(object).desired, position: object.position)
        return { $0.workloads.append(workload) }
    }

    private func service(
        _ object: KubernetesObject, _ nativeID: String, _ attributes: [Property]
    ) throws(ImportError) -> Memory {
        let service = KubernetesInventory.Service(
            nativeID: nativeID, namespace: object.namespace, name: object.name,
            selector: KubernetesSelector(map: try object.spec().map("selector")), attributes: attributes,
            position: object.position)
        return { $0.services.append(service) }
    }

    /// An empty selector selected nothing before `policy/v1`, and selects every pod of the namespace since.
    private func budget(_ object: KubernetesObject, _ nativeID: String) throws(ImportError) -> Memory {
        let spec = try object.spec()
        let fields = try spec.object("selector")
        var selector: KubernetesSelector?
        if !fields.isMissing {
            let stated = try KubernetesSelector(fields)
            if !stated.isEmpty || object.apiVersion == "policy/v1" { selector = stated }
        }
        let budget = KubernetesInventory.Budget(
            nativeID: nativeID, namespace: object.namespace, selector: selector,
            minimum: try spec.countOrPercent("minAvailable"),
            maximumUnavailable: try spec.countOrPercent("maxUnavailable"), position: object.position)
        return { $0.budgets.append(budget) }
    }
}
