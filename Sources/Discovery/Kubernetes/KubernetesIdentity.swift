/// How objects of one cluster are named: `CLUSTER:Pod/shop/web-0`, `CLUSTER:Node/worker-1`.
///
/// Kind, namespace and name identify, not the uid: an object that was deleted and made again is the same CI.
struct KubernetesIdentity {
    let cluster: String

    func of(_ kind: KubernetesKind, _ namespace: String, _ name: String) -> String {
        kind.isNamespaced ? "\(cluster):\(kind.rawValue)/\(namespace)/\(name)" : "\(cluster):\(kind.rawValue)/\(name)"
    }

    func of(_ object: KubernetesObject) -> String { of(object.kind, object.namespace, object.name) }

    var clusterItem: String { "\(cluster):Cluster" }
    var controlPlane: String { "\(cluster):ControlPlane" }
}
