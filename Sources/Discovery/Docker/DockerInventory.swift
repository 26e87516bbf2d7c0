import GraphModel

/// What waits until all inputs are read: containers, which need others by name or service, and what was only mentioned.
struct DockerInventory {
    private struct Waiting {
        var nativeID: String
        var properties: [Property]
        var id: String
        var project: String?
        var service: String?
        var isServing: Bool
        var containersNeeded: [String]
        var servicesNeeded: [String]
        var position: SourcePosition
    }

    private struct Service: Hashable {
        var project: String
        var name: String
    }

    /// What `docker info` prints.
    var engine: JSONValue?
    /// Something was read that an engine has by itself, not a swarm.
    var isOnEngine = false
    /// The first place in any input.
    var position: SourcePosition?
    var projects: [String: SourcePosition] = [:]
    /// Native ids of the items that were emitted.
    var known: Set<String> = []
    private var containers: [Waiting] = []
    private var places: [String: Int] = [:]
    private var mentioned: [(kind: DockerKind, id: String, name: String, position: SourcePosition)] = []
    private var mentions: Set<String> = []

    /// - Returns: False when another container has the name. The same one again is no fault.
    mutating func add(_ container: DockerContainer, _ nativeID: String, at position: SourcePosition) -> Bool {
        if let place = places[nativeID] { return containers[place].id == container.id }
        places[nativeID] = containers.count
        let hasEnded = ["succeeded", "failed"].contains(container.state)
        containers.append(
            Waiting(
                nativeID: nativeID, properties: container.properties, id: container.id, project: container.project,
                service: container.service, isServing: container.isServing,
                containersNeeded: hasEnded ? [] : container.containersNeeded,
                servicesNeeded: hasEnded ? [] : container.servicesNeeded, position: position))
        return true
    }

    mutating func mention(_ kind: DockerKind, _ id: String, name: String, at position: SourcePosition) {
        if mentions.insert("\(kind.rawValue) \(id)").inserted { mentioned.append((kind, id, name, position)) }
    }

    func emit(
        _ identity: DockerIdentity, host: String?, _ links: inout UniqueLinks, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let position else { return }
        if isOnEngine { try emitEngine(identity, host: host, &links, at: position, into: sink) }
        for (project, place) in projects.sorted(by: { $0.key < $1.key }) {
            try accept("ComposeProject", identity.project(project), project, isInferred: false, at: place, into: sink)
        }
        // What a container uses is there, although nobody listed it.
        for item in mentioned where !known.contains(identity.of(item.kind, item.id)) {
            let ciClass =
                switch item.kind {
                case .image: "ContainerImage"
                case .network: "ContainerNetwork"
                case .volume: "ContainerVolume"
                default: "ContainerService"
                }
            try accept(
                ciClass, identity.of(item.kind, item.id), item.name, isInferred: true, at: item.position, into: sink)
        }
        try emitContainers(identity, &links, into: sink)
    }

    private func accept(
        _ ciClass: String, _ nativeID: String, _ name: String, isInferred: Bool, at position: SourcePosition,
        into sink: any DiscoverySink
    ) throws(ImportError) {
        var properties = [Property(ConventionalProperty.name, .string(name))]
        if isInferred { properties.append(ConventionalProperty.isInferred) }
        try sink.accept(
            .item(
                DiscoveredItem(ciClass: ciClass, nativeID: nativeID, attributes: properties, position: position)))
    }

    /// The engine, and the machine that it runs on when somebody named it.
    private func emitEngine(
        _ identity: DockerIdentity, host: String?, _ links: inout UniqueLinks, at position: SourcePosition,
        into sink: any DiscoverySink
    ) throws(ImportError) {
        let machine = host ?? engine?["Name"]?.text
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, "Docker on \(machine ?? "an unnamed host")")
        properties.add("uid", engine?["ID"]?.text)
        properties.add("version", engine?["ServerVersion"]?.text)
        try sink.accept(
            .item(
                DiscoveredItem(
                    ciClass: "ContainerEngine", nativeID: identity.engine, attributes: properties, position: position)))
        guard let machine else { return }
        try links.emit(
            .native(identity.engine), "RUNS_ON", .named(ciClass: "ComputeResource", name: machine), at: position,
            into: sink)
    }

    private func emitContainers(
        _ identity: DockerIdentity, _ links: inout UniqueLinks, into sink: any DiscoverySink
    ) throws(ImportError) {
        var services: [Service: [Int]] = [:]
        var byID: [String: Int] = [:]
        for (place, container) in containers.enumerated() {
            byID[container.id] = place
            guard let project = container.project, let service = container.service else { continue }
            services[Service(project: project, name: service), default: []].append(place)
        }
        for container in containers {
            var item = DiscoveredItem(
                ciClass: "Container", nativeID: container.nativeID, attributes: container.properties,
                position: container.position)
            var needs: [(target: String, properties: [Property])] = []
            for name in container.containersNeeded {
                needs.append((byID[name].map { containers[$0].nativeID } ?? identity.of(.container, name), []))
            }
            for service in container.servicesNeeded {
                let all = services[Service(project: container.project ?? "", name: service)] ?? []
                let serving = all.filter { containers[$0].isServing }
                // Instances of a service stand in for each other; those that have stopped keep nothing up.
                let members = serving.isEmpty ? all : serving
                let isGroup = serving.count > 1
                if isGroup { item.groups.append(RedundancyGroup(name: service, threshold: .atLeast(1))) }
                for member in members {
                    var properties = [ConventionalProperty.isInferred]
                    if isGroup { properties.insert(Property(ConventionalProperty.group, .string(service)), at: 0) }
                    needs.append((containers[member].nativeID, properties))
                }
            }
            try sink.accept(.item(item))
            for need in needs {
                try links.emit(
                    .native(container.nativeID), "DEPENDS_ON", .native(need.target), need.properties,
                    at: container.position, into: sink)
            }
        }
    }
}
