import GraphModel

/// One object of the API: its metadata, and the rest as it stands.
struct KubernetesObject {
    /// Who made and keeps the object.
    struct Owner {
        var kind: String
        var name: String
        var uid: String
    }

    var kind: KubernetesKind
    var apiVersion: String
    var name: String
    /// `default` where a namespaced object states none; empty for the others.
    var namespace: String
    var uid: String?
    var labels: [(key: String, value: String)]
    /// The owner that controls the object, or else the first.
    var owner: Owner?
    var createdAt: PropertyValue?
    var isTerminating: Bool
    /// All members that were read, from the top.
    var fields: JSONFields
    var position: SourcePosition

    init(_ kind: KubernetesKind, _ apiVersion: String, _ fields: JSONFields, at position: SourcePosition)
        throws(ImportError)
    {
        let metadata = try fields.object("metadata")
        guard let name = try metadata.string("name") else { throw metadata.missing("name") }
        self.kind = kind
        self.apiVersion = apiVersion
        self.name = name
        namespace = kind.isNamespaced ? try metadata.string("namespace") ?? "default" : ""
        uid = try metadata.string("uid")
        labels = try metadata.map("labels")
        owner = try Self.owner(metadata)
        createdAt = try metadata.moment("creationTimestamp")
        isTerminating = try metadata.string("deletionTimestamp") != nil
        self.fields = fields
        self.position = position
    }

    private static func owner(_ metadata: JSONFields) throws(ImportError) -> Owner? {
        var found: Owner?
        for reference in try metadata.objects("ownerReferences") {
            let isController = try reference.boolean("controller") == true
            guard found == nil || isController else { continue }
            guard let kind = try reference.string("kind"), let name = try reference.string("name") else {
                throw reference.missing("name")
            }
            found = Owner(kind: kind, name: name, uid: try reference.string("uid") ?? "")
            if isController { break }
        }
        return found
    }

    func label(_ key: String) -> String? { labels.first { $0.key == key }?.value }

    func spec() throws(ImportError) -> JSONFields { try fields.object("spec") }

    func status() throws(ImportError) -> JSONFields { try fields.object("status") }
}
