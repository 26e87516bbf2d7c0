import GraphModel

/// A node of a graph of traffic, as far as it is a thing of its own.
struct KialiNode {
    enum Kind { case service, workload, version, app }

    let kind: Kind
    let cluster: String
    let namespace: String
    let name: String
    /// The application that a workload or a version is of.
    private(set) var app: String?
    private(set) var ciClass: String
    private(set) var attributes: [Property] = []
    /// Services under whose names it is called.
    private(set) var services: Set<String> = []
    /// Whether none of its pods answers.
    private(set) var isDown = false
    let position: SourcePosition

    /// Nil for what is no thing of its own: callers that are not known, and where requests end that Envoy has no route
    /// for.
    init?(_ fields: JSONFields, cluster: String) throws(ImportError) {
        func stated(_ name: String) throws(ImportError) -> String? {
            StatedText.of(try fields.string(name))
        }
        let type = try fields.string("nodeType")
        let app = try stated("app")
        let version = try stated("version")
        self.namespace = try stated("namespace") ?? ""
        self.cluster = cluster
        position = fields.position
        let external = fields.value["isServiceEntry"]
        if type == "service", let service = try stated("service") {
            if namespace.isEmpty, ["PassthroughCluster", "BlackHoleCluster"].contains(service) { return nil }
            let isOutside = (external?["location"] ?? external)?.text == "MESH_EXTERNAL"
            (kind, name, ciClass) = (.service, service, isOutside ? "API" : "KubernetesService")
        } else if type == "workload" || type == "app", let workload = try stated("workload") {
            (kind, name, ciClass, self.app) = (.workload, workload, "Workload", app)
        } else if type == "app", let app, let version {
            (kind, name, ciClass, self.app) = (.version, "\(app) \(version)", "ApplicationInstance", app)
        } else if type == "app", let app {
            (kind, name, ciClass) = (.app, app, "Microservice")
        } else {
            return nil
        }
        attributes.add(ConventionalProperty.name, name)
        if ciClass != "API" { attributes.add("namespace", namespace) }
        attributes.add("version", kind == .app ? nil : version)
        attributes.add("hosts", external?["hosts"]?.texts ?? [])
        addHealth(fields)
        attributes.add("labels", try fields.map("labels").map { "\($0.key)=\($0.value)" })
        for service in fields.value["destServices"]?.elements ?? [] {
            guard let name = service["name"]?.text else { continue }
            services.insert("\(service["namespace"]?.text ?? namespace)/\(name)")
        }
    }

    private mutating func addHealth(_ fields: JSONFields) {
        guard kind == .workload else { return }
        let health = fields.value["healthData"]
        let status =
            health?["workloadStatus"]
            ?? health?["workloadStatuses"]?.elements.first { $0["name"]?.text == name }
        attributes.add("replicas", status?["desiredReplicas"]?.wholeNumber)
        let ready = status?["availableReplicas"]?.wholeNumber ?? (fields.value["isDead"]?.flag == true ? 0 : nil)
        attributes.add("readyReplicas", ready)
        isDown = ready == 0
    }

    var nativeID: String {
        switch kind {
        case .service: "\(cluster):service/\(namespace)/\(name)"
        case .workload: "\(cluster):workload/\(namespace)/\(name)"
        case .version: "\(cluster):version/\(namespace)/\(name)"
        case .app: Self.app(cluster, namespace, name)
        }
    }

    static func app(_ cluster: String, _ namespace: String, _ name: String) -> String {
        "\(cluster):app/\(namespace)/\(name)"
    }
}

/// What goes over one edge, per second.
struct KialiTraffic {
    private var protocols: Set<String> = []
    private var requests: Double = 0
    private var errors: Double = 0
    private var bytes: Double = 0
    private var responseTime: Double?

    /// Adds an edge; there is one for each protocol.
    mutating func add(_ edge: JSONValue) {
        func rate(_ name: String) -> Double { number(edge["traffic"]?["rates"]?[name]) ?? 0 }
        guard let name = edge["traffic"]?["protocol"]?.text else { return }
        protocols.insert(name)
        if name == "tcp" {
            bytes += rate("tcp")
        } else {
            requests += rate(name)
            errors += rate(name) * rate("\(name)PercentErr") / 100
        }
        if let time = number(edge["responseTime"]) { responseTime = max(time, responseTime ?? 0) }
    }

    private func number(_ value: JSONValue?) -> Double? {
        guard let number = value?.text.flatMap(Double.init), number.isFinite, number >= 0 else { return nil }
        return number
    }

    var properties: [Property] {
        var list: [Property] = []
        list.add("protocols", protocols.sorted().joined(separator: ", "))
        list.add("requestsPerSecond", requests > 0 ? requests : nil)
        list.add("errorsPerSecond", errors > 0 ? errors : nil)
        list.add("bytesPerSecond", bytes > 0 ? bytes : nil)
        list.add("responseTimeMilliseconds", responseTime)
        return list
    }
}
