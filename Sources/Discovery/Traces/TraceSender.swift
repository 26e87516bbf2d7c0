import GraphModel

/// Who sends spans: a service, and the copy of it that ran.
struct TraceSender {
    var service: TraceService
    var environment: String?
    var instance: TraceInstance?
    var attributes: [Property] = []

    init(service: TraceService) { self.service = service }

    /// - Parameter tags: of the resource or process.
    init(name: String, _ tags: SpanTags) {
        service = TraceService(namespace: StatedText.of(tags.text("service.namespace")), name: name)
        environment = StatedText.of(tags.text("deployment.environment.name", "deployment.environment"))
        instance = TraceInstance(tags)
        attributes.add("version", StatedText.of(tags.text("service.version")))
        attributes.add("programmingLanguage", StatedText.of(tags.text("telemetry.sdk.language")))
    }
}

struct TraceService: Hashable {
    var namespace: String?
    var name: String

    var nativeID: String { namespace.map { "\($0)/\(name)" } ?? name }
}

/// A running copy of a service.
struct TraceInstance: Hashable {
    let name: String
    private(set) var runsOn: ItemReference?

    /// A pod or a host is the same after a restart; an instance's own identifier is often made up at each start. It
    /// counts where the others are missing, and where it tells apart several on one host.
    init?(_ tags: SpanTags) {
        let pod = StatedText.of(tags.text("k8s.pod.name"))
        let host = StatedText.of(tags.text("host.name", "hostname"))
        let stated = StatedText.of(tags.text("service.instance.id"))
        let own = stated.flatMap { Self.isMadeUp($0) ? nil : $0 }
        guard let name = pod ?? own ?? host ?? stated else { return nil }
        self.name = name
        if let pod {
            runsOn = .named(ciClass: "Pod", name: pod)
        } else if let host, !Self.isMadeUp(host), !StatedText.isAddress(host), host != "localhost" {
            runsOn = .named(ciClass: "ComputeResource", name: host)
        }
    }

    /// Whether the text is a number at random: a UUID, or a container's short or long identifier.
    private static func isMadeUp(_ text: String) -> Bool {
        let digits = text.filter { $0 != "-" }
        return [12, 32, 64].contains(digits.utf8.count) && digits.allSatisfy(\.isHexDigit)
    }
}
