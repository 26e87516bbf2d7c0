import GraphModel

/// An address that Prometheus polls, with its labels.
struct PrometheusTarget {
    var instance: String
    var labels: [(key: String, value: String)]
    var job: String?
    /// `up`, `down` or `unknown`, where the server tells.
    var health: String?
    var scrapeURL: String?
    /// The pod that the target is, where service discovery found it in Kubernetes.
    var pod: String?
    var position: SourcePosition

    /// - Parameters:
    ///   - address: What the label `instance` is without one.
    ///   - job: What the label `job` is without one.
    init(address: String, labels: [(key: String, value: String)], job: String?, at position: SourcePosition) {
        func label(_ name: String) -> String? { labels.first { $0.key == name }.map(\.value) }
        instance = label("instance").flatMap(StatedText.of) ?? address
        self.job = label("job").flatMap(StatedText.of) ?? job
        self.labels = labels.filter { Self.isKept($0.key) }
        self.position = position
    }

    /// Labels with two underscores end with relabelling; some names are those of secrets.
    private static func isKept(_ name: String) -> Bool {
        let plain = name.lowercased()
        return !name.hasPrefix("__") && name != "instance" && name != "job"
            && !["password", "secret", "token", "apikey", "api_key"].contains { plain.contains($0) }
    }

    /// What identifies the target within its server.
    var identity: String { [job, instance].compactMap { $0 }.joined(separator: "/") }

    var replica: String? { labels.first { $0.key == "replica" }.map(\.value) }

    /// The machine that the target's address names; nil for addresses in numbers, for the server itself, and for a URL,
    /// which somebody else looks at on the server's behalf.
    var host: String? {
        guard !instance.contains("/") else { return nil }
        let name = String(instance.prefix { $0 != ":" }).lowercased()
        guard !name.isEmpty, !instance.hasPrefix("["), !StatedText.isAddress(name), !name.hasPrefix("localhost") else {
            return nil
        }
        return name
    }

    var attributes: [Property] {
        var list: [Property] = []
        list.add(ConventionalProperty.name, identity)
        list.add("job", job)
        list.add("instance", instance)
        list.add("health", health)
        list.add("scrapeURL", scrapeURL.map(Self.withoutSecrets))
        list.add("labels", labels.map { "\($0.key)=\($0.value)" })
        return list
    }

    /// A URL without a user's name and password, and without parameters, which may hold tokens.
    static func withoutSecrets(_ url: String) -> String {
        let plain = url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = plain.firstRange(of: "://") else { return String(plain) }
        let authority = plain[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return String(plain) }
        return String(plain[..<scheme.upperBound] + plain[plain.index(after: at)...])
    }
}
