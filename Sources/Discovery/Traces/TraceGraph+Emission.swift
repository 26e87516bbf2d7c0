import GraphModel

extension TraceGraph {
    /// Emits services, what they are seen to use, and the edges between them.
    func emit(prefix: String, into sink: any DiscoverySink) throws(ImportError) {
        var emission = TraceEmission(self, prefix: prefix, sink)
        try emission.emitContacts()
        try emission.emitCalls()
        try emission.emitServices()
        if repeated > 0 {
            sink.warn(ImportError(.duplicateIdentity, "spans that were read before are counted once: \(repeated)"))
        }
        if orphans > 0 {
            sink.warn(ImportError(.badRecord, "spans whose parents were not found tell of no call: \(orphans)"))
        }
    }
}

/// Writes one graph of calls as records.
private struct TraceEmission {
    private let graph: TraceGraph
    private let prefix: String
    private let sink: any DiscoverySink
    /// Services that only others speak of are added to these.
    private var services: Interner<TraceService>
    private var positions: [SourcePosition]
    private var calls: [TraceGraph.Call: TraceGraph.Count]
    /// Services by their name without a namespace.
    private var byName: [String: [Int32]] = [:]
    private var emitted: Set<String> = []

    init(_ graph: TraceGraph, prefix: String, _ sink: any DiscoverySink) {
        self.graph = graph
        self.prefix = prefix
        self.sink = sink
        services = graph.services
        positions = graph.descriptions.map(\.position)
        calls = graph.calls
        for (place, service) in services.values.enumerated() { byName[service.name, default: []].append(Int32(place)) }
    }

    /// What spans state of ends that send none.
    mutating func emitContacts() throws(ImportError) {
        let sorted = graph.contacts.sorted {
            ($0.key.service, $0.key.peer, "\($0.key.role)") < ($1.key.service, $1.key.peer, "\($1.key.role)")
        }
        for (contact, count) in sorted {
            let source = prefix + services[contact.service].nativeID
            switch graph.peers[contact.peer] {
            case .service(let name):
                addCalls(contact, count, name)
            case .database(let system, let address, let name):
                let target = try database(system, address, name, of: contact, at: count.position)
                try relate(source, "DEPENDS_ON", .native(target), count)
            case .destination(let system, let name, let isQueue, let broker):
                let target = try destination(system, name, isQueue, broker, at: count.position)
                let type = contact.role == .subscribes ? "SUBSCRIBES_TO" : "PUBLISHES_TO"
                try relate(source, type, .native(target), count)
            case .broker(let name):
                let target = try broker(name, at: count.position)
                let type = contact.role == .subscribes ? "SUBSCRIBES_TO" : "PUBLISHES_TO"
                try relate(source, type, .native(target), count)
            case .host(let name):
                // Whoever answers there has sent spans under its own name.
                if count.answered == 0 { try relate(source, "DEPENDS_ON", Self.reference(host: name), count) }
            }
        }
    }

    private mutating func addCalls(_ contact: TraceGraph.Contact, _ count: TraceGraph.Count, _ name: String) {
        let known = byName[name] ?? []
        let unanswered = count.calls - count.answered
        // A name that only callers use for a service that sends spans under another.
        guard unanswered > 0, !known.isEmpty || count.answered == 0 else { return }
        let peer = place(of: name, near: services[contact.service].namespace, known, at: count.position)
        guard peer != contact.service else { return }
        let isCalled = contact.role == .isCalled
        let call = TraceGraph.Call(
            caller: isCalled ? peer : contact.service, callee: isCalled ? contact.service : peer, isMessage: false)
        let errors = count.answered == 0 ? count.errors : 0
        calls[call, default: TraceGraph.Count(position: count.position)].add(unanswered, errors: errors)
    }

    /// The service that a caller means by a name.
    private mutating func place(
        of name: String, near namespace: String?, _ known: [Int32], at position: SourcePosition
    ) -> Int32 {
        if let near = known.first(where: { services[$0].namespace == namespace }) { return near }
        if known.count == 1 { return known[0] }
        let place = services.place(of: TraceService(namespace: nil, name: name))
        if place == positions.count {
            positions.append(position)
            byName[name, default: []].append(place)
        }
        return place
    }

    func emitCalls() throws(ImportError) {
        for (call, count) in calls.sorted(by: { left, right in
            (left.key.caller, left.key.callee, left.key.isMessage ? 1 : 0)
                < (right.key.caller, right.key.callee, right.key.isMessage ? 1 : 0)
        }) {
            let type = call.isMessage ? "SENDS_DATA_TO" : "DEPENDS_ON"
            try relate(
                prefix + services[call.caller].nativeID, type, .native(prefix + services[call.callee].nativeID), count)
        }
    }

    func emitServices() throws(ImportError) {
        let callers = Set(calls.keys.map(\.caller))
        for (place, service) in services.values.enumerated() {
            let nativeID = prefix + service.nativeID
            let described = place < graph.descriptions.count ? graph.descriptions[place] : nil
            let instances = (described?.instances ?? []).sorted { $0.name < $1.name }
            var attributes: [Property] = []
            attributes.add(ConventionalProperty.name, service.name)
            attributes.add("namespace", service.namespace)
            attributes += described?.attributes ?? []
            // Under the name of its product, what calls nobody is that product.
            let store = callers.contains(Int32(place)) ? nil : TraceStore.ciClass(named: service.name)
            try sink.acceptItem(
                store ?? "Microservice", nativeID, attributes,
                groups: instances.isEmpty ? [] : [RedundancyGroup(name: "instances", threshold: .atLeast(1))],
                at: positions[place])
            var seen: Set<String> = []
            for instance in instances where seen.insert(instance.name).inserted {
                try emit(instance, of: service, nativeID, at: positions[place])
            }
        }
    }

    private func emit(
        _ instance: TraceInstance, of service: TraceService, _ owner: String, at position: SourcePosition
    ) throws(ImportError) {
        let nativeID = "\(owner)@\(instance.name)"
        var attributes: [Property] = []
        attributes.add(ConventionalProperty.name, "\(service.name) on \(instance.name)")
        try sink.acceptItem("ApplicationInstance", nativeID, attributes, at: position)
        try sink.acceptRelationship(
            .native(owner), "DEPENDS_ON", .native(nativeID), ConventionalProperty.member(of: "instances"), at: position)
        if let place = instance.runsOn {
            try sink.acceptRelationship(
                .native(nativeID), "RUNS_ON", place, [ConventionalProperty.isInferred], at: position)
        }
    }

    private func relate(
        _ source: String, _ type: String, _ target: ItemReference, _ count: TraceGraph.Count
    ) throws(ImportError) {
        var properties: [Property] = []
        properties.add("calls", count.calls)
        properties.add("errors", count.errors > 0 ? count.errors : nil)
        properties.add(ConventionalProperty.isInferred)
        try sink.acceptRelationship(.native(source), type, target, properties, at: count.position)
    }

    /// A store without an address that all hosts know it by is each service's own.
    private mutating func database(
        _ system: String, _ address: String?, _ name: String?, of contact: TraceGraph.Contact,
        at position: SourcePosition
    ) throws(ImportError) -> String {
        let owner = services[contact.service]
        let isCache = TraceStore.isCache(system)
        let place = address.map { " on \($0)" } ?? " of \(owner.name)"
        let server = prefix + (address.map { "db/\(system)/\($0)" } ?? "\(owner.nativeID)/db/\(system)")
        if emitted.insert(server).inserted {
            var attributes: [Property] = []
            attributes.add(ConventionalProperty.name, system + place)
            attributes.add(isCache ? "product" : "engine", system)
            attributes.add("endpoint", address)
            attributes.add("port", address.flatMap { $0.split(separator: ":").last.flatMap { Int64($0) } })
            try sink.acceptItem(isCache ? "Cache" : "DatabaseInstance", server, attributes, at: position)
        }
        guard let name, !isCache else { return server }
        let database = "\(server)/\(name)"
        if emitted.insert(database).inserted {
            let attributes = [Property(ConventionalProperty.name, .string(name + place))]
            try sink.acceptItem("Database", database, attributes, at: position)
            try sink.acceptRelationship(
                .native(database), "RUNS_ON", .native(server), [ConventionalProperty.isInferred], at: position)
        }
        return database
    }

    private mutating func destination(
        _ system: String, _ name: String, _ isQueue: Bool, _ broker: String?, at position: SourcePosition
    ) throws(ImportError) -> String {
        let nativeID = "\(prefix)\(isQueue ? "queue" : "topic")/\(system)/\(name)"
        if emitted.insert(nativeID).inserted {
            var attributes: [Property] = []
            attributes.add(ConventionalProperty.name, name)
            attributes.add("product", system == "messages" ? nil : system)
            try sink.acceptItem(isQueue ? "MessageQueue" : "MessageTopic", nativeID, attributes, at: position)
        }
        if let broker = broker.flatMap({ StatedText.of($0) }) {
            let server = try self.broker(broker, at: position)
            if emitted.insert("\(nativeID) RUNS_ON \(server)").inserted {
                try sink.acceptRelationship(
                    .native(nativeID), "RUNS_ON", .native(server), [ConventionalProperty.isInferred], at: position)
            }
        }
        return nativeID
    }

    private mutating func broker(_ name: String, at position: SourcePosition) throws(ImportError) -> String {
        let nativeID = "\(prefix)broker/\(name)"
        if emitted.insert(nativeID).inserted {
            let attributes = [Property(ConventionalProperty.name, .string(name))]
            try sink.acceptItem("MessageBroker", nativeID, attributes, at: position)
        }
        return nativeID
    }

    /// What a name in the network may be the name of.
    private static func reference(host: String) -> ItemReference {
        let parts = host.split(separator: ".")
        if parts.count >= 3, parts[2] == "svc" { return .named(ciClass: "KubernetesService", name: String(parts[0])) }
        return .named(ciClass: "ConfigurationItem", name: host)
    }
}
