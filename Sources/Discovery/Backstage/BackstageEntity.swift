import GraphModel

/// One entity of a catalogue, checked: what it is, and what it says of itself.
struct BackstageEntity {
    let kind: BackstageKind
    let reference: BackstageReference
    let position: SourcePosition
    private let metadata: YAMLPart
    private let spec: YAMLPart?

    /// The namespace of entities that name none.
    static let defaultNamespace = "default"

    /// - Throws: `import.badRecord` for what lacks a name.
    init(_ kind: BackstageKind, _ part: YAMLPart) throws(ImportError) {
        self.kind = kind
        guard let metadata = part["metadata"], let name = try metadata["name"]?.text(), !name.isEmpty else {
            throw part.error("the entity has no `metadata.name`")
        }
        self.metadata = metadata
        spec = part["spec"]
        position = part.position
        reference = BackstageReference(
            kind: kind.rawValue, namespace: try metadata["namespace"]?.text() ?? Self.defaultNamespace, name: name)
    }

    func item() throws(ImportError) -> DiscoveredItem {
        DiscoveredItem(
            ciClass: kind.ciClass(type: try spec?["type"]?.text()), nativeID: reference.nativeID,
            attributes: try attributes(), position: position)
    }

    private func attributes() throws(ImportError) -> [Property] {
        var properties = [Property(ConventionalProperty.name, .string(try metadata["name"]?.text() ?? reference.name))]
        func add(_ key: String, _ text: String?) {
            if let text, !text.isEmpty { properties.append(Property(key, .string(text))) }
        }
        let title = metadata["title"] ?? spec?["profile"]?["displayName"]
        add("title", try title?.text())
        add("description", try metadata["description"]?.text())
        let tags = try metadata["tags"]?.texts() ?? []
        if !tags.isEmpty { properties.append(Property("tags", .list(tags.map { .string($0) }))) }
        add("catalogueNamespace", reference.namespace == Self.defaultNamespace ? nil : reference.namespace)
        switch kind {
        case .component, .api, .system, .resource:
            add(kind == .api ? "apiType" : "backstageType", try spec?["type"]?.text())
            add("repository", try sourceLocation())
            if kind == .component || kind == .api { add(ConventionalProperty.state, try state()) }
        case .group, .user: add("email", try spec?["profile"]?["email"]?.text())
        case .domain: break
        }
        return properties
    }

    /// How far it is, as the portfolio's life cycle has it; other words than the three usual ones say nothing.
    private func state() throws(ImportError) -> String? {
        switch try spec?["lifecycle"]?.text().lowercased() {
        case "production": "live"
        case "experimental": "pilot"
        case "deprecated": "sunset"
        default: nil
        }
    }

    private func sourceLocation() throws(ImportError) -> String? {
        let annotations = metadata["annotations"]
        if let location = try annotations?["backstage.io/source-location"]?.text() {
            return location.hasPrefix("url:") ? String(location.dropFirst(4)) : location
        }
        for host in ["github.com", "gitlab.com"] {
            if let project = try annotations?["\(host)/project-slug"]?.text() { return "https://\(host)/\(project)" }
        }
        return nil
    }
}

extension BackstageEntity {
    /// One field of the specification that names other entities.
    private struct Field {
        var name: String
        /// Of references that name no kind.
        var kind: String
        var type: String
        /// Whether the relationship leads from what is named to the entity.
        var isReversed = false
    }

    private var fields: [Field] {
        let owner = Field(name: "owner", kind: "group", type: "OWNED_BY")
        let system = Field(name: "system", kind: "system", type: "PART_OF")
        let needs = [
            Field(name: "dependsOn", kind: "component", type: "DEPENDS_ON"),
            Field(name: "dependencyOf", kind: "component", type: "DEPENDS_ON", isReversed: true),
        ]
        switch kind {
        case .component:
            return [
                owner, system, Field(name: "subcomponentOf", kind: "component", type: "PART_OF"),
                Field(name: "providesApis", kind: "api", type: "PROVIDES"),
                Field(name: "consumesApis", kind: "api", type: "USES"),
            ] + needs
        case .resource: return [owner, system] + needs
        case .api: return [owner, system]
        case .system: return [owner, Field(name: "domain", kind: "domain", type: "PART_OF")]
        case .domain: return [owner, Field(name: "subdomainOf", kind: "domain", type: "PART_OF")]
        case .group:
            return [
                Field(name: "parent", kind: "group", type: "REPORTS_TO"),
                Field(name: "children", kind: "group", type: "REPORTS_TO", isReversed: true),
                Field(name: "members", kind: "user", type: "MEMBER_OF", isReversed: true),
            ]
        case .user: return [Field(name: "memberOf", kind: "group", type: "MEMBER_OF")]
        }
    }

    /// What the specification says of it and others. A reference that is none goes to `complain`.
    func relationships(_ complain: (ImportError) -> Void) throws(ImportError) -> [DiscoveredRelationship] {
        var relationships: [DiscoveredRelationship] = []
        for field in fields {
            guard let part = spec?[field.name] else { continue }
            for element in part.elements() {
                let text = try element.text()
                guard let other = BackstageReference(text, kind: field.kind, namespace: reference.namespace) else {
                    complain(element.error("`\(text)` is no reference", advice: "Write `[kind:][namespace/]name`."))
                    continue
                }
                let (from, to) = field.isReversed ? (other, reference) : (reference, other)
                relationships.append(
                    DiscoveredRelationship(
                        type: field.type, source: .native(from.nativeID), target: .native(to.nativeID),
                        position: element.position))
            }
        }
        return relationships
    }
}

extension YAMLPart {
    /// The texts of a list, or the one text.
    fileprivate func texts() throws(ImportError) -> [String] {
        var texts: [String] = []
        for element in elements() { texts.append(try element.text()) }
        return texts
    }
}
