import GraphModel

/// What volumes, claims, ingresses and autoscalers name in their specifications.
struct KubernetesReferences {
    private let object: KubernetesObject
    private let identity: KubernetesIdentity

    init(_ object: KubernetesObject, _ identity: KubernetesIdentity) {
        self.object = object
        self.identity = identity
    }

    func link(_ links: inout RecordLinks) throws(ImportError) {
        switch object.kind {
        case .persistentVolumeClaim: try linkClaim(&links)
        case .persistentVolume: try linkVolume(&links)
        case .horizontalPodAutoscaler: try linkAutoscaler(&links)
        default: break
        }
    }

    private func linkClaim(_ links: inout RecordLinks) throws(ImportError) {
        let spec = try object.spec()
        if let volume = try spec.string("volumeName") {
            links.add(KubernetesRelationship.boundTo, identity.of(.persistentVolume, "", volume))
        }
        try linkStorageClass(spec, &links)
    }

    private func linkVolume(_ links: inout RecordLinks) throws(ImportError) {
        let spec = try object.spec()
        try linkStorageClass(spec, &links)
        // A local volume is a disk of the one node that it names.
        if try spec.object("local").isMissing { return }
        let required = try spec.object("nodeAffinity").object("required")
        for term in try required.objects("nodeSelectorTerms") {
            for expression in try term.objects("matchExpressions") {
                let values = try expression.strings("values")
                guard try expression.string("key") == "kubernetes.io/hostname", values.count == 1 else { continue }
                links.add(
                    KubernetesRelationship.storedOn, identity.of(.node, "", values[0]),
                    [ConventionalProperty.isInferred])
            }
        }
    }

    private func linkStorageClass(_ spec: JSONFields, _ links: inout RecordLinks) throws(ImportError) {
        guard let name = try spec.string("storageClassName") else { return }
        links.add(KubernetesRelationship.provisionedFrom, identity.of(.storageClass, "", name))
    }

    private func linkAutoscaler(_ links: inout RecordLinks) throws(ImportError) {
        let target = try object.spec().object("scaleTargetRef")
        guard let kind = try target.string("kind").flatMap(KubernetesKind.init), let name = try target.string("name")
        else { return }
        links.add(KubernetesRelationship.limits, identity.of(kind, object.namespace, name))
    }
}

/// Where an ingress sends requests, in the shapes of `networking.k8s.io/v1` and of the versions before.
struct KubernetesIngress {
    private let object: KubernetesObject
    private let identity: KubernetesIdentity
    private let services: [String]
    private let secrets: [String]

    init(_ object: KubernetesObject, _ identity: KubernetesIdentity) throws(ImportError) {
        self.object = object
        self.identity = identity
        let spec = try object.spec()
        var services: [String] = []
        for backend in [try spec.object("defaultBackend"), try spec.object("backend")] {
            try Self.add(backend, to: &services)
        }
        for rule in try spec.objects("rules") {
            for path in try rule.object("http").objects("paths") {
                try Self.add(try path.object("backend"), to: &services)
            }
        }
        self.services = services
        secrets = try spec.objects("tls").compactMapStrings("secretName")
    }

    private static func add(_ backend: JSONFields, to services: inout [String]) throws(ImportError) {
        let older = try backend.string("serviceName")
        let name = try backend.object("service").string("name") ?? older
        if let name, !services.contains(name) { services.append(name) }
    }

    /// With one backend the ingress needs it. With several, each lost one degrades it, and it is down without the last.
    func link(_ links: inout RecordLinks) -> [RedundancyGroup] {
        for secret in secrets {
            links.add(KubernetesRelationship.securedBy, identity.of(.secret, object.namespace, secret))
        }
        let targets = services.map { identity.of(.service, object.namespace, $0) }
        guard targets.count > 1 else {
            for target in targets { links.add(KubernetesRelationship.routesTo, target) }
            return []
        }
        for target in targets {
            links.add(
                KubernetesRelationship.routesTo, target,
                KubernetesRelationship.group(KubernetesRelationship.backends))
            links.add(
                KubernetesRelationship.dependsOn, target,
                [ConventionalProperty.isSoft, ConventionalProperty.isInferred])
        }
        return [RedundancyGroup(name: KubernetesRelationship.backends, threshold: .atLeast(1))]
    }
}

/// Which pods answer for a service, as `Endpoints` or an `EndpointSlice` says.
struct KubernetesEndpoints {
    /// The service's native id; empty when the slice belongs to none.
    private(set) var service = ""
    private(set) var readyPods: [String] = []

    /// An `EndpointSlice`. A condition that is not stated counts as ready.
    init(slice object: KubernetesObject, _ identity: KubernetesIdentity) throws(ImportError) {
        if let name = object.label("kubernetes.io/service-name") {
            service = identity.of(.service, object.namespace, name)
        }
        for endpoint in try object.fields.objects("endpoints") {
            guard try endpoint.object("conditions").boolean("ready") != false else { continue }
            try add(try endpoint.object("targetRef"), object, identity)
        }
    }

    /// An `Endpoints` object, which has its service's name.
    init(subsetsOf object: KubernetesObject, _ identity: KubernetesIdentity) throws(ImportError) {
        service = identity.of(.service, object.namespace, object.name)
        for subset in try object.fields.objects("subsets") {
            for address in try subset.objects("addresses") {
                try add(try address.object("targetRef"), object, identity)
            }
        }
    }

    private mutating func add(
        _ target: JSONFields, _ object: KubernetesObject, _ identity: KubernetesIdentity
    ) throws(ImportError) {
        guard try target.string("kind") == KubernetesKind.pod.rawValue, let name = try target.string("name") else {
            return
        }
        readyPods.append(identity.of(.pod, try target.string("namespace") ?? object.namespace, name))
    }
}
