import GraphModel

/// What must be remembered of the objects until all inputs are read: who selects whom, who owns whom.
struct KubernetesInventory {
    struct Pod {
        var nativeID: String
        var namespace: String
        var labels: [(key: String, value: String)]
        var ownerUID: String?
        var isReady: Bool
        var isActive: Bool
    }

    /// A workload, whose item waits for its redundancy.
    struct Workload {
        var kind: KubernetesKind
        var nativeID: String
        var uid: String?
        var ownerUID: String?
        var attributes: [Property]
        var desired: Int
        var position: SourcePosition
    }

    struct Service {
        var nativeID: String
        var namespace: String
        var name: String
        var selector: KubernetesSelector?
        var attributes: [Property]
        var position: SourcePosition
    }

    struct Budget {
        var nativeID: String
        var namespace: String
        /// Nil when it selects nothing.
        var selector: KubernetesSelector?
        var minimum: KubernetesAmount?
        var maximumUnavailable: KubernetesAmount?
        var position: SourcePosition
    }

    struct Owned {
        var nativeID: String
        var namespace: String
        var owner: KubernetesObject.Owner
        var position: SourcePosition
    }

    struct Node {
        var nativeID: String
        var isControlPlane: Bool
        var position: SourcePosition
    }

    private(set) var pods: [Pod] = []
    var workloads: [Workload] = []
    var services: [Service] = []
    var budgets: [Budget] = []
    var owned: [Owned] = []
    var nodes: [Node] = []
    /// Namespaces that objects are in, with the place of the first.
    private(set) var namespaces: [String: SourcePosition] = [:]
    /// Pods that endpoints report ready, per service.
    private(set) var endpoints: [String: [String]] = [:]
    /// Native ids of all objects, with their uids.
    private(set) var uids: [String: String] = [:]
    /// Native ids by uid.
    private(set) var nativeIDs: [String: String] = [:]
    private var podsByPair: [PodKey: [Int]] = [:]
    private var podsByNamespace: [String: [Int]] = [:]

    private struct PodKey: Hashable {
        var namespace: String
        var label: String
        var value: String
    }

    /// Remembers that an object exists.
    ///
    /// - Returns: False when an object of that kind, namespace and name was there already.
    mutating func register(_ object: KubernetesObject, _ nativeID: String) -> Bool {
        guard uids[nativeID] == nil else { return false }
        uids[nativeID] = object.uid ?? ""
        if let uid = object.uid { nativeIDs[uid] = nativeID }
        if object.kind.isNamespaced, namespaces[object.namespace] == nil {
            namespaces[object.namespace] = object.position
        }
        return true
    }

    mutating func add(_ pod: Pod) {
        for label in pod.labels {
            podsByPair[PodKey(namespace: pod.namespace, label: label.key, value: label.value), default: []]
                .append(pods.count)
        }
        podsByNamespace[pod.namespace, default: []].append(pods.count)
        pods.append(pod)
    }

    mutating func addEndpoints(of service: String, pods: [String]) {
        endpoints[service, default: []] += pods
    }

    /// The pods of a namespace that a selector selects and that have not ended, ascending.
    func pods(in namespace: String, selectedBy selector: KubernetesSelector) -> [Int] {
        let candidates =
            if let pair = selector.pair {
                podsByPair[PodKey(namespace: namespace, label: pair.key, value: pair.value)] ?? []
            } else {
                podsByNamespace[namespace] ?? []
            }
        return candidates.filter { pods[$0].isActive && selector.selects(pods[$0].labels) }
    }
}
