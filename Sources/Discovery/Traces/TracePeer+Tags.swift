/// The other end of a call from the tags of a span, in the names of OpenTelemetry (current and older) and OpenTracing.
extension TracePeer {
    /// - Parameter endpoint: what the format states apart from the tags.
    init?(_ tags: SpanTags, kind: TraceSpan.Kind, endpoint: (name: String?, address: String?)? = nil) {
        let peer = StatedText.of(endpoint?.name ?? tags.text("peer.service", "service.peer.name"))
        let address = endpoint?.address ?? Self.address(tags)
        let isMessaging = kind == .producer || kind == .consumer || tags.text("messaging.system") != nil
        if kind != .server, let system = tags.text("db.system.name", "db.system", "db.type").map({ $0.lowercased() }) {
            let name = StatedText.of(tags.text("db.namespace", "db.name", "db.instance"))
            self = .database(system: system, address: address, name: name)
        } else if isMessaging, let destination = Self.destination(tags, broker: endpoint?.name) {
            self = destination
        } else if let peer, kind == .producer || kind == .consumer {
            self = .broker(peer)
        } else if let peer, kind != .server, TraceStore.isDatabase(peer) {
            self = .database(system: peer.lowercased(), address: address, name: nil)
        } else if let peer {
            self = .service(peer)
        } else if kind == .client, !isMessaging, let host = Self.hostName(tags) {
            self = .host(host)
        } else {
            return nil
        }
    }

    private static func destination(_ tags: SpanTags, broker: String?) -> TracePeer? {
        // One that was made for a single reply.
        if tags.flag("messaging.destination.temporary", "messaging.temp_destination") { return nil }
        let queue = StatedText.of(tags.text("jms.queue", "rabbit.queue"))
        let stated = tags.text("messaging.destination.name", "messaging.destination", "message_bus.destination")
        let topic = StatedText.of(tags.text("kafka.topic", "jms.topic", "rabbit.exchange"))
        guard let name = StatedText.of(stated) ?? topic ?? queue else { return nil }
        let isKafka = tags.text("kafka.topic") != nil
        let system = tags.text("messaging.system").map { $0.lowercased() } ?? (isKafka ? "kafka" : "messages")
        let isQueue: Bool
        switch tags.text("messaging.destination_kind", "messaging.destination.kind") {
        case "queue": isQueue = true
        case "topic": isQueue = false
        default: isQueue = queue != nil || topic == nil && !TraceStore.hasTopics(system)
        }
        return .destination(system: system, name: name, isQueue: isQueue, broker: broker)
    }

    /// `host:port` of a host that others know under the same name.
    private static func address(_ tags: SpanTags) -> String? {
        let stated = tags.text("server.address", "net.peer.name", "peer.hostname", "net.peer.ip", "peer.ipv4")
        guard let host = StatedText.of(stated)?.lowercased(), isShared(host) else { return nil }
        let port = tags.number("server.port", "net.peer.port", "peer.port")
        return port.map { "\(host):\($0)" } ?? host
    }

    private static func hostName(_ tags: SpanTags) -> String? {
        guard
            let host = StatedText.of(tags.text("server.address", "net.peer.name", "peer.hostname"))?.lowercased(),
            isShared(host), !StatedText.isAddress(host)
        else { return nil }
        return host
    }

    /// Whether the name means the same on every host: not the host itself, no socket in its file system.
    static func isShared(_ host: String) -> Bool {
        !host.hasPrefix("localhost") && !host.contains("/")
            && (!StatedText.isAddress(host) || StatedText.isHostAddress(host))
    }
}

/// What is known of stores and brokers by the names of their products.
enum TraceStore {
    private static let databases: Set<String> = [
        "mysql", "postgresql", "postgres", "mariadb", "oracle", "mssql", "sqlserver", "db2", "mongodb", "mongo",
        "cassandra", "elasticsearch", "opensearch", "couchbase", "neo4j", "influxdb", "clickhouse", "dynamodb", "redis",
        "memcached", "cockroachdb",
    ]
    private static let caches: Set<String> = ["redis", "memcached", "valkey", "hazelcast", "infinispan", "geode"]
    private static let topics: Set<String> = [
        "kafka", "pulsar", "gcp_pubsub", "aws_sns", "eventhubs", "eventgrid", "rocketmq", "mqtt", "nats",
    ]

    static func isDatabase(_ name: String) -> Bool { databases.contains(name.lowercased()) }
    static func ciClass(named name: String) -> String? {
        guard isDatabase(name) else { return nil }
        return isCache(name.lowercased()) ? "Cache" : "DatabaseInstance"
    }

    static func isCache(_ system: String) -> Bool { caches.contains(system) }
    static func hasTopics(_ system: String) -> Bool { topics.contains(system) }
}
