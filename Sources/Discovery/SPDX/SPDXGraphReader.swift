import GraphModel

/// Takes the elements of an SPDX 3 graph, which may come in any order.
final class SPDXGraphReader {
    private let receiver: SPDXImporter
    private let sink: any DiscoverySink
    /// Organisations, and packages that wait for their names.
    private var organisations: [String: String] = [:]
    private var waiting: [(package: SPDXPackage, supplier: String?)] = []

    init(receiver: SPDXImporter, sink: any DiscoverySink) {
        self.receiver = receiver
        self.sink = sink
    }

    func take(_ value: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let type = value.text("type", "@type") else {
            throw ImportError(.badRecord, "an element has a type, and this has none", at: position)
        }
        let id = value.text("spdxId", "@id")
        switch type {
        case "software_Package", "ai_AIPackage", "dataset_DatasetPackage":
            try takePackage(value, id, type, at: position)
        case "software_File": receiver.document?.countFile(id, at: position)
        case "software_Snippet": receiver.omit(id)
        case "Organization": if let id { organisations[id] = value.text("name") }
        case "Relationship", "LifecycleScopedRelationship":
            for target in value["to"]?.texts ?? [] {
                try receiver.document?.relate(
                    value.text("from"), value.text("relationshipType"), target, scope: value.text("scope"),
                    at: position)
            }
        case "CreationInfo":
            receiver.document?.version = value.text("specVersion")
            receiver.document?.createdAt = value.text("created")
        case "Tool": if let name = value.text("name") { receiver.document?.tools.append(name) }
        case "SpdxDocument":
            receiver.document?.name = value.text("name")
            receiver.document?.namespace = id
            takeRoots(value)
        case "software_Sbom", "Bom": takeRoots(value)
        case "Person", "Agent", "SoftwareAgent": receiver.omit(id)
        default:
            receiver.omit(id)
            receiver.document?.unread[type, default: (0, position)].count += 1
        }
    }

    private func takeRoots(_ value: JSONValue) {
        for root in value["rootElement"]?.texts ?? [] { receiver.document?.describe(root) }
    }

    private func takePackage(
        _ value: JSONValue, _ id: String?, _ type: String, at position: SourcePosition
    ) throws(ImportError) {
        guard let id, let name = value.text("name") else {
            throw ImportError(.badRecord, "a package has an spdxId and a name", at: position)
        }
        var package = SPDXPackage(reference: id, name: name, position: position)
        package.version = value.text("software_packageVersion")
        package.purpose = value.text("software_primaryPurpose")?.lowercased()
        if type == "ai_AIPackage" { package.purpose = "model" }
        if type == "dataset_DatasetPackage" { package.purpose = "data" }
        package.summary = value.text("summary") ?? value.text("description")
        package.downloadLocation = value.text("software_downloadLocation")
        package.hashes = (value["verifiedUsing"]?.elements ?? []).map { ($0.text("algorithm"), $0.text("hashValue")) }
        package.refer(type: "purl", locator: value.text("software_packageUrl"))
        for external in value["externalIdentifier"]?.elements ?? [] {
            package.refer(type: external.text("externalIdentifierType"), locator: external.text("identifier"))
        }
        waiting.append((package, value.text("suppliedBy")))
    }

    func finish() throws(ImportError) {
        for (package, supplier) in waiting {
            var package = package
            package.supplier = supplier.flatMap { organisations[$0] }.map { "Organization: \($0)" }
            try receiver.take(package, into: sink)
        }
    }
}
