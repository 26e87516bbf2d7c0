import GraphModel

extension DockerImporter {
    /// Emits what the container alone decides. The item waits for the services that its project has.
    func takeContainer(
        _ container: DockerContainer, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        let nativeID = identity.of(.container, container.name)
        guard inventory.add(container, nativeID, at: position) else {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "the container \(container.name) was read before, with another id",
                    at: position, advice: "The first counts. Name each engine: --option host=NAME"))
        }
        func relate(_ type: String, _ target: String, _ properties: [Property] = []) throws(ImportError) {
            try links.emit(.native(nativeID), type, .native(target), properties, at: position, into: sink)
        }
        if let image = container.imageID ?? container.imageName {
            try relate("PROVISIONED_FROM", identity.of(.image, image))
            inventory.mention(.image, image, name: container.imageName ?? image, at: position)
        }
        if let project = container.project {
            try relate("PART_OF", identity.project(project))
            inventory.projects[project] = inventory.projects[project] ?? position
        }
        if let service = container.label("com.docker.swarm.service.name") {
            try relate("MEMBER_OF", identity.of(.service, service))
            inventory.mention(.service, service, name: service, at: position)
        }
        // A container that has ended needs nothing any more.
        guard !["succeeded", "failed"].contains(container.state) else { return }
        try relate("RUNS_ON", identity.engine)
        for network in container.networks {
            try relate("REACHED_THROUGH", identity.of(.network, network.name))
            inventory.mention(.network, network.name, name: network.name, at: position)
        }
        for volume in container.volumes {
            try relate("MOUNTS", identity.of(.volume, volume))
            inventory.mention(.volume, volume, name: volume, at: position)
        }
    }

    func takeImage(
        _ value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let id = value["Id"]?.text else { throw ImportError(.badRecord, "the image has no Id", at: position) }
        let named = value["RepoTags"]?.texts.first { $0 != "<none>:<none>" }
        let digests = value["RepoDigests"]?.texts ?? []
        let digest = digests.compactMap { text in text.firstRange(of: "@").map { String(text[$0.upperBound...]) } }
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, named ?? digests.first ?? id)
        properties.add("uid", id)
        properties.add("digest", digest.first)
        if let named, let colon = named.utf8.lastIndex(of: 0x3A) {
            properties.add("tag", String(named[named.utf8.index(after: colon)...]))
        }
        let nativeID = identity.of(.image, id)
        _ = try emit("ContainerImage", nativeID, properties, at: position, into: sink)
    }

    func takeNetwork(
        _ value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let name = value["Name"]?.text else {
            throw ImportError(.badRecord, "the network has no Name", at: position)
        }
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, name)
        properties.add("uid", value["Id"]?.text)
        let nativeID = identity.of(.network, name)
        guard try emit("ContainerNetwork", nativeID, properties, at: position, into: sink) else { return }
        try relate(nativeID, toProjectOf: value, at: position, into: sink)
        for member in value["Containers"]?.members ?? [] {
            guard let container = member.value["Name"]?.text, !member.name.hasPrefix("lb-") else { continue }
            try links.emit(
                .native(identity.of(.container, container)), "REACHED_THROUGH", .native(nativeID), at: position,
                into: sink)
        }
    }

    func takeVolume(
        _ value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let name = value["Name"]?.text else {
            throw ImportError(.badRecord, "the volume has no Name", at: position)
        }
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, name)
        let nativeID = identity.of(.volume, name)
        guard try emit("ContainerVolume", nativeID, properties, at: position, into: sink) else { return }
        try relate(nativeID, toProjectOf: value, at: position, into: sink)
        // The volumes of other drivers are somewhere else.
        guard value["Driver"]?.text ?? "local" == "local" else { return }
        try links.emit(
            .native(nativeID), "STORED_ON", .native(identity.engine), [ConventionalProperty.isInferred], at: position,
            into: sink)
    }

    private func relate(
        _ nativeID: String, toProjectOf value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let project = value["Labels"]?["com.docker.compose.project"]?.text else { return }
        inventory.projects[project] = inventory.projects[project] ?? position
        try links.emit(.native(nativeID), "PART_OF", .native(identity.project(project)), at: position, into: sink)
    }

    func takeNode(
        _ value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        let description = value["Description"]
        guard let id = value["ID"]?.text, let name = description?["Hostname"]?.text else {
            throw ImportError(.badRecord, "the node has no ID or Hostname", at: position)
        }
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, name)
        properties.add("architecture", description?["Platform"]?["Architecture"]?.text)
        if let cpus = description?["Resources"]?["NanoCPUs"]?.wholeNumber {
            properties.add("processors", cpus / 1_000_000_000)
        }
        if let bytes = description?["Resources"]?["MemoryBytes"]?.wholeNumber {
            properties.add("memoryMegabytes", Double(bytes / 1_048_576))
        }
        let address = value["Status"]?["Addr"]?.text
        properties.add("addresses", [address].compactMap { $0 == "0.0.0.0" ? nil : $0 })
        _ = try emit("ComputeResource", identity.of(.node, id), properties, at: position, into: sink)
    }

    func takeService(
        _ value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        let specification = value["Spec"]
        guard let name = specification?["Name"]?.text else {
            throw ImportError(.badRecord, "the service has no name", at: position)
        }
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, name)
        properties.add("uid", value["ID"]?.text)
        properties.add("replicas", specification?["Mode"]?["Replicated"]?["Replicas"]?.wholeNumber)
        let nativeID = identity.of(.service, name)
        guard try emit("ContainerService", nativeID, properties, at: position, into: sink) else { return }
        guard let image = specification?["TaskTemplate"]?["ContainerSpec"]?["Image"]?.text else { return }
        let plain = String(image.prefix { $0 != "@" })
        try links.emit(
            .native(nativeID), "PROVISIONED_FROM", .named(ciClass: "ContainerImage", name: plain), at: position,
            into: sink)
    }
}
