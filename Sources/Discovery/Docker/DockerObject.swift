import GraphModel

/// The kinds of objects that the engine's API and `docker inspect` print, told apart by their members.
enum DockerKind: String {
    case container, image, network, volume, engine
    case node, service
    /// Objects of a swarm that are no items: tasks show as containers, secrets and settings stay where they are.
    case task, setting

    static func of(_ keys: Set<String>) -> DockerKind? {
        if keys.isSuperset(of: ["ID", "ServerVersion"]) { return .engine }
        if keys.contains("Id") {
            if !keys.isDisjoint(with: ["RepoTags", "RootFS", "RepoDigests"]) { return .image }
            if keys.contains("IPAM") { return .network }
            let isContainer = keys.contains("State") || keys.contains("Names")
            return isContainer && keys.contains("Image") ? .container : nil
        }
        if keys.contains("ID"), keys.contains("Version") || keys.contains("Spec") {
            if keys.contains("ServiceID") { return .task }
            if keys.contains("Description") { return .node }
            guard keys.contains("Spec") else { return nil }
            return keys.contains("Endpoint") || keys.contains("PreviousSpec") ? .service : .setting
        }
        return keys.isSuperset(of: ["Name", "Mountpoint"]) ? .volume : nil
    }
}

/// How objects of one engine are named. A container that is made again under its name is the same CI.
struct DockerIdentity {
    let host: String

    func of(_ kind: DockerKind, _ name: String) -> String { "\(host):\(kind.rawValue)/\(name)" }
    func project(_ name: String) -> String { "\(host):project/\(name)" }

    var engine: String { "\(host):engine" }
}

/// What a container's inspection or its line in a list says, in one shape.
struct DockerContainer {
    let value: JSONValue
    let id: String
    let name: String
    let labels: JSONValue?

    init(_ value: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let id = value["Id"]?.text else { throw ImportError(.badRecord, "the container has no Id", at: position) }
        let name = value["Name"]?.text ?? value["Names"]?.texts.first { !$0.dropFirst().contains("/") }
        self.id = id
        self.value = value
        self.name = Self.plain(name ?? String(id.prefix(12)))
        labels = value["Config"]?["Labels"] ?? value["Labels"]
    }

    static func plain(_ name: String) -> String { name.hasPrefix("/") ? String(name.dropFirst()) : name }

    func label(_ key: String) -> String? { labels?[key]?.text }

    private var status: String? { value["State"]?.text ?? value["State"]?["Status"]?.text }

    /// The state of the life cycle of containers.
    var state: String {
        switch status {
        case "running", "restarting": return "running"
        case "created": return "pending"
        case "removing": return "terminating"
        case "exited", "dead", "stopped":
            let listed = value["Status"]?.string?.hasPrefix("Exited (0)") == true
            return listed || value["State"]?["ExitCode"]?.wholeNumber == 0 ? "succeeded" : "failed"
        case nil: return value["State"]?["Running"]?.flag == false ? "failed" : "running"
        default: return "live"
        }
    }

    /// It runs, and its health check, if it has one, does not fail.
    var isServing: Bool {
        let health = value["State"]?["Health"]?["Status"]?.text
        return state == "running" && health != "unhealthy" && value["Status"]?.string?.contains("(unhealthy)") != true
    }

    var imageID: String? {
        value["ImageID"]?.text ?? value["Image"]?.text.flatMap { $0.hasPrefix("sha256:") ? $0 : nil }
    }

    var imageName: String? {
        let listed = value["Image"]?.text.flatMap { $0.hasPrefix("sha256:") ? nil : $0 }
        let name = value["Config"]?["Image"]?.text ?? value["ImageName"]?.text ?? listed
        // A swarm names images with their digest.
        return name.map { String($0.prefix { $0 != "@" }) }
    }

    var networks: [JSONObject.Member] { value["NetworkSettings"]?["Networks"]?.members ?? [] }

    var volumes: [String] {
        (value["Mounts"]?.elements ?? []).compactMap { $0["Type"]?.text == "volume" ? $0["Name"]?.text : nil }
    }

    /// `8080:80/tcp`, or `80/tcp` when it is not published.
    var ports: [String] {
        var ports: [String] = []
        for port in value["NetworkSettings"]?["Ports"]?.members ?? [] {
            let published = port.value.elements.compactMap { $0["HostPort"]?.text }
            ports += published.isEmpty ? [port.name] : published.map { "\($0):\(port.name)" }
        }
        for port in value["Ports"]?.elements ?? [] {
            guard let inside = port["PrivatePort"]?.text else { continue }
            let suffix = "\(inside)/\(port["Type"]?.text ?? "tcp")"
            ports.append(port["PublicPort"]?.text.map { "\($0):\(suffix)" } ?? suffix)
        }
        return ports
    }

    /// Containers whose network, volumes or names it uses: by name or id.
    var containersNeeded: [String] {
        let host = value["HostConfig"]
        var needed: [String] = []
        if let mode = host?["NetworkMode"]?.text, mode.hasPrefix("container:") {
            needed.append(String(mode.dropFirst(10)))
        }
        for text in (host?["VolumesFrom"]?.texts ?? []) + (host?["Links"]?.texts ?? []) {
            needed.append(Self.plain(String(text.prefix { $0 != ":" })))
        }
        return needed
    }

    /// Services of its project that it needs while it runs; those that only had to end before it started are none.
    var servicesNeeded: [String] {
        (label("com.docker.compose.depends_on") ?? "").split(separator: ",").compactMap { entry in
            let parts = entry.split(separator: ":")
            return parts.count > 1 && parts[1] == "service_completed_successfully" ? nil : parts.first.map(String.init)
        }
    }

    var project: String? { label("com.docker.compose.project") ?? label("io.podman.compose.project") }

    /// The service that it is an instance of; what `compose run` starts is none.
    var service: String? {
        label("com.docker.compose.oneoff") == "True" ? nil : label("com.docker.compose.service")
    }

    var properties: [Property] {
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, name)
        properties.add(ConventionalProperty.state, state)
        properties.add("containerId", id)
        properties.add("restarts", value["RestartCount"]?.wholeNumber)
        properties.add("ports", ports)
        properties.add(
            "addresses",
            networks.flatMap { [$0.value["IPAddress"]?.text, $0.value["GlobalIPv6Address"]?.text].compactMap { $0 } })
        return properties
    }
}
