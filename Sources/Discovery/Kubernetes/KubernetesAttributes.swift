import GraphModel

/// The attributes of an object's configuration item; what the object does not state is absent.
struct KubernetesAttributes {
    private(set) var properties: [Property]

    /// - Throws: `import.badRecord` with the place of a field that has the wrong type.
    init(_ object: KubernetesObject) throws(ImportError) {
        properties = [Property(ConventionalProperty.name, .string(object.name))]
        if !object.namespace.isEmpty { add("namespace", object.namespace) }
        add("uid", object.uid)
        if !object.labels.isEmpty {
            properties.append(Property("labels", .list(object.labels.map { .string("\($0.key)=\($0.value)") })))
        }
        // Nodes are machines: they have another life cycle, and dates of their own.
        if object.kind != .node {
            if let moment = object.createdAt { properties.append(Property("createdAt", moment)) }
            if object.isTerminating, object.kind != .pod { add(ConventionalProperty.state, "terminating") }
        }
        try addOwn(object)
    }

    private mutating func addOwn(_ object: KubernetesObject) throws(ImportError) {
        let spec = try object.spec()
        switch object.kind {
        case .node: try addNode(object)
        case .pod: try addPod(object)
        case .deployment, .replicaSet, .replicationController, .statefulSet, .daemonSet, .job:
            let replicas = try KubernetesReplicas(object)
            properties.append(Property("replicas", .integer(Int64(replicas.desired))))
            if let ready = replicas.ready { properties.append(Property("readyReplicas", .integer(Int64(ready)))) }
        case .cronJob:
            add("schedule", try spec.string("schedule"))
            if let suspended = try spec.boolean("suspend") {
                properties.append(Property("suspended", .boolean(suspended)))
            }
        case .service: try addService(spec)
        case .ingress:
            add("hosts", try spec.objects("rules").compactMapStrings("host"))
            add("ingressClass", try spec.string("ingressClassName"))
        case .persistentVolume: try addVolume(spec)
        case .persistentVolumeClaim:
            let requested = try spec.object("resources").object("requests").string("storage")
            add("capacity", try object.status().object("capacity").string("storage") ?? requested)
        case .storageClass: add("provisioner", try object.fields.string("provisioner"))
        case .podDisruptionBudget:
            add("minAvailable", try spec.countOrPercent("minAvailable")?.text)
            add("maxUnavailable", try spec.countOrPercent("maxUnavailable")?.text)
        case .horizontalPodAutoscaler:
            add("minReplicas", try spec.integer("minReplicas"))
            add("maxReplicas", try spec.integer("maxReplicas"))
        case .namespace, .endpoints, .endpointSlice, .configMap, .secret, .serviceAccount: break
        }
    }

    private mutating func addNode(_ object: KubernetesObject) throws(ImportError) {
        let spec = try object.spec()
        let status = try object.status()
        let info = try status.object("nodeInfo")
        add("providerId", try spec.string("providerID"))
        add("kubeletVersion", try info.string("kubeletVersion"))
        add("operatingSystem", try info.string("osImage"))
        add("kernelVersion", try info.string("kernelVersion"))
        add("architecture", try info.string("architecture"))
        add("machineId", try info.string("machineID"))
        add(
            "zone",
            object.label("topology.kubernetes.io/zone") ?? object.label("failure-domain.beta.kubernetes.io/zone"))
        if try spec.boolean("unschedulable") == true { properties.append(Property("unschedulable", true)) }
        var addresses: [String] = []
        for address in try status.objects("addresses") {
            guard let type = try address.string("type"), type.hasSuffix("IP") else { continue }
            if let text = try address.string("address") { addresses.append(text) }
        }
        add("addresses", addresses)
    }

    private mutating func addPod(_ object: KubernetesObject) throws(ImportError) {
        let health = try KubernetesPodHealth(object)
        add(ConventionalProperty.state, health.state)
        add("phase", health.phase)
        add("podIP", try object.status().string("podIP"))
        add("nodeName", try object.spec().string("nodeName"))
        properties.append(Property("ready", .boolean(health.isReady)))
    }

    private mutating func addService(_ spec: JSONFields) throws(ImportError) {
        add("serviceType", try spec.string("type"))
        add("clusterIP", try spec.string("clusterIP"))
        var ports: [String] = []
        for port in try spec.objects("ports") {
            guard let number = try port.integer("port") else { continue }
            ports.append("\(number)/\(try port.string("protocol") ?? "TCP")")
        }
        add("ports", ports)
        add("externalName", try spec.string("externalName"))
    }

    private mutating func addVolume(_ spec: JSONFields) throws(ImportError) {
        add("capacity", try spec.object("capacity").string("storage"))
        add("reclaimPolicy", try spec.string("persistentVolumeReclaimPolicy"))
        let candidates = [
            ("csi", "volumeHandle"), ("awsElasticBlockStore", "volumeID"), ("gcePersistentDisk", "pdName"),
            ("azureDisk", "diskURI"), ("vsphereVolume", "volumePath"), ("cinder", "volumeID"), ("local", "path"),
            ("hostPath", "path"),
        ]
        for (kind, field) in candidates {
            if let handle = try spec.object(kind).string(field) { return add("volumeHandle", handle) }
        }
        let share = try spec.object("nfs")
        if let server = try share.string("server"), let path = try share.string("path") {
            add("volumeHandle", "\(server):\(path)")
        }
    }

    private mutating func add(_ key: String, _ value: String?) {
        if let value { properties.append(Property(key, .string(value))) }
    }

    private mutating func add(_ key: String, _ value: Int?) {
        if let value { properties.append(Property(key, .integer(Int64(value)))) }
    }

    private mutating func add(_ key: String, _ values: [String]) {
        if !values.isEmpty { properties.append(Property(key, .list(values.map { .string($0) }))) }
    }
}

extension [JSONFields] {
    /// The strings that the elements have under one name, each once, in the order of first appearance.
    func compactMapStrings(_ name: String) throws(ImportError) -> [String] {
        var result: [String] = []
        for element in self {
            if let text = try element.string(name), !result.contains(text) { result.append(text) }
        }
        return result
    }
}
