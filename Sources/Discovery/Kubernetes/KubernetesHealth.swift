/// Whether a pod works now.
struct KubernetesPodHealth {
    var phase: String?
    /// It answers: its `Ready` condition holds, and it is not being deleted.
    var isReady: Bool
    /// It has not ended.
    var isActive: Bool
    /// The life-cycle state of the configuration item.
    var state: String

    init(_ object: KubernetesObject) throws(ImportError) {
        let status = try object.status()
        phase = try status.string("phase")
        var ready = false
        for condition in try status.objects("conditions") where try condition.string("type") == "Ready" {
            ready = try condition.string("status") == "True"
        }
        isActive = phase != "Succeeded" && phase != "Failed"
        isReady = ready && isActive && !object.isTerminating
        switch phase {
        case "Succeeded": state = "succeeded"
        case "Failed": state = "failed"
        case _ where object.isTerminating: state = "terminating"
        case "Pending": state = "pending"
        default: state = "running"
        }
    }
}

/// How many pods a workload wants and has.
struct KubernetesReplicas {
    var desired: Int
    var ready: Int?

    init(_ object: KubernetesObject) throws(ImportError) {
        let spec = try object.spec()
        let status = try object.status()
        switch object.kind {
        case .daemonSet:
            desired = try status.integer("desiredNumberScheduled") ?? 0
            ready = try status.integer("numberReady")
        case .job:
            desired = try spec.integer("parallelism") ?? 1
            ready = try status.integer("ready")
        default:
            desired = try spec.integer("replicas") ?? 1
            ready = try status.integer("readyReplicas")
        }
    }
}
