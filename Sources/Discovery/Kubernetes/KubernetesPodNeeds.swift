import GraphModel

/// What a pod's specification says that the pod needs.
struct KubernetesPodNeeds {
    private let object: KubernetesObject
    private let identity: KubernetesIdentity
    private(set) var links: RecordLinks

    init(_ object: KubernetesObject, _ identity: KubernetesIdentity) throws(ImportError) {
        self.object = object
        self.identity = identity
        links = RecordLinks(from: identity.of(object), at: object.position)
        let spec = try object.spec()
        if let node = try spec.string("nodeName") {
            links.add(KubernetesRelationship.runsOn, identity.of(.node, "", node))
        }
        // `serviceAccount` is the older name of the same field.
        let older = try spec.string("serviceAccount")
        if let account = try spec.string("serviceAccountName") ?? older {
            links.add(
                KubernetesRelationship.authenticatesWith, identity.of(.serviceAccount, object.namespace, account))
        }
        for volume in try spec.objects("volumes") { try read(volume: volume) }
        for list in ["containers", "initContainers", "ephemeralContainers"] {
            for container in try spec.objects(list) { try read(container: container) }
        }
    }

    private mutating func read(volume: JSONFields) throws(ImportError) {
        let claim = try volume.object("persistentVolumeClaim")
        if !claim.isMissing { try mount(.persistentVolumeClaim, claim, name: "claimName") }
        if try !volume.object("ephemeral").isMissing, let name = try volume.string("name") {
            // The claim of an ephemeral volume is named after the pod and the volume.
            let claimName = "\(object.name)-\(name)"
            links.add(
                KubernetesRelationship.mounts, identity.of(.persistentVolumeClaim, object.namespace, claimName))
        }
        try readSources(volume, secretName: "secretName")
        for source in try volume.object("projected").objects("sources") {
            try readSources(source, secretName: "name")
        }
    }

    private mutating func readSources(_ fields: JSONFields, secretName: String) throws(ImportError) {
        let settings = try fields.object("configMap")
        if !settings.isMissing { try mount(.configMap, settings, name: "name") }
        let secret = try fields.object("secret")
        if !secret.isMissing { try mount(.secret, secret, name: secretName) }
    }

    private mutating func read(container: JSONFields) throws(ImportError) {
        for source in try container.objects("envFrom") {
            try mountReference(.configMap, source.object("configMapRef"))
            try mountReference(.secret, source.object("secretRef"))
        }
        for variable in try container.objects("env") {
            let source = try variable.object("valueFrom")
            if source.isMissing { continue }
            try mountReference(.configMap, source.object("configMapKeyRef"))
            try mountReference(.secret, source.object("secretKeyRef"))
        }
    }

    private mutating func mountReference(
        _ kind: KubernetesKind, _ reference: JSONFields
    ) throws(ImportError) {
        if !reference.isMissing { try mount(kind, reference, name: "name") }
    }

    /// A reference that is optional degrades the pod only.
    private mutating func mount(
        _ kind: KubernetesKind, _ reference: JSONFields, name key: String
    ) throws(ImportError) {
        guard let name = try reference.string(key) else { return }
        let isOptional = try reference.boolean("optional") == true
        links.add(
            KubernetesRelationship.mounts, identity.of(kind, object.namespace, name),
            isOptional ? [ConventionalProperty.isSoft] : [])
    }
}
