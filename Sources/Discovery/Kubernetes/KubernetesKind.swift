/// The kinds of objects that become configuration items or say something about others.
enum KubernetesKind: String, CaseIterable {
    case namespace = "Namespace"
    case node = "Node"
    case pod = "Pod"
    case deployment = "Deployment"
    case replicaSet = "ReplicaSet"
    case replicationController = "ReplicationController"
    case statefulSet = "StatefulSet"
    case daemonSet = "DaemonSet"
    case job = "Job"
    case cronJob = "CronJob"
    case service = "Service"
    case endpoints = "Endpoints"
    case endpointSlice = "EndpointSlice"
    case ingress = "Ingress"
    case persistentVolume = "PersistentVolume"
    case persistentVolumeClaim = "PersistentVolumeClaim"
    case storageClass = "StorageClass"
    case configMap = "ConfigMap"
    case secret = "Secret"
    case serviceAccount = "ServiceAccount"
    case podDisruptionBudget = "PodDisruptionBudget"
    case horizontalPodAutoscaler = "HorizontalPodAutoscaler"

    /// Kinds of Kubernetes itself that say nothing about what depends on what.
    static let passedOver: Set<String> = [
        "Event", "Lease", "ControllerRevision", "PodTemplate", "ResourceQuota", "LimitRange", "Role", "RoleBinding",
        "ClusterRole", "ClusterRoleBinding", "ComponentStatus", "PriorityClass", "IngressClass", "RuntimeClass",
        "CustomResourceDefinition", "APIService", "CSIDriver", "CSINode", "CSIStorageCapacity", "VolumeAttachment",
        "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "CertificateSigningRequest", "FlowSchema",
        "PriorityLevelConfiguration", "PodMetrics", "NodeMetrics", "Status",
    ]

    /// Kinds that other groups of the API use for other things, such as Knative's `Service`.
    func isOf(_ apiVersion: String) -> Bool {
        guard let slash = apiVersion.firstIndex(of: "/") else { return true }
        let group = apiVersion[..<slash]
        return !group.contains(".") || group.hasSuffix(".k8s.io")
    }

    var isNamespaced: Bool {
        switch self {
        case .namespace, .node, .persistentVolume, .storageClass: false
        default: true
        }
    }

    /// The class in schemas/containers.yaml.
    var ciClass: String {
        switch self {
        case .namespace: "KubernetesNamespace"
        case .node: "KubernetesNode"
        case .service: "KubernetesService"
        case .endpoints: "EndpointSlice"
        default: rawValue
        }
    }
}
