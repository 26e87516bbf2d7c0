import GraphModel

/// What is known of a CycloneDX document while it is read.
struct CycloneDXDocument {
    /// Things of which the document says something that its end completes.
    struct Waiting {
        var component: CycloneDXComponent
        var node: BillOfMaterialsGraph.Node
    }

    let file: String
    /// The start, for what is said of the document as a whole.
    let position: SourcePosition
    var isCycloneDX = false
    var specVersion: String?
    var serialNumber: String?
    var createdAt: ZonedDateTime?
    var tools: [String] = []
    var completeness: [String] = []
    /// What supplies or makes the subject, where the document says so beside it.
    var supplier: String?

    var graph = BillOfMaterialsGraph()
    var subject: Waiting?
    /// What has no name outside the document, until the subject is known.
    var waiting: [Waiting] = []
    /// What the document lists at the top.
    var top: [BillOfMaterialsGraph.Node] = []
    var listed: [BillOfMaterialsGraph.Node] = []
    var files: (count: Int, position: SourcePosition)?
    /// References that are known elsewhere in the world: package URLs and links to other documents.
    var texts: [BillOfMaterialsGraph.Node: String] = [:]
    var affected: [(vulnerability: CycloneDXVulnerability, node: BillOfMaterialsGraph.Node)] = []
    /// Other documents that describe one of the items, or belong to this one.
    var described: [(nativeID: BillOfMaterialsGraph.Node, document: String)] = []
    var otherDocuments: [String] = []
    var references: [(hash: Int, node: BillOfMaterialsGraph.Node)] = []

    init(at position: SourcePosition) {
        file = position.file
        self.position = position
    }

    /// The node of a reference from elsewhere in the document.
    mutating func node(_ reference: String) -> BillOfMaterialsGraph.Node {
        let node = graph.node(reference)
        if graph.isUnknown(node), reference.hasPrefix("pkg:") || reference.hasPrefix("urn:cdx:") {
            texts[node] = reference
        }
        return node
    }

    /// Whether it refers to elements of other documents.
    var hasLinks: Bool { texts.contains { graph.isUnknown($0.key) && $0.value.hasPrefix("urn:cdx:") } }

    /// The name under which what is known in the document only is kept apart from other documents'.
    func scope(_ option: String?) -> String {
        option ?? subject?.component.fullName ?? InputName.stem(file, without: Self.endings) ?? "bom"
    }

    private static let endings = [
        ".cdx.json", ".cdx.xml", ".bom.json", ".bom.xml", ".cyclonedx.json", ".json", ".xml",
    ]

    func properties(scope: String) -> [Property] {
        var result = [Property(ConventionalProperty.name, .string("Bill of materials of \(scope)"))]
        result.add("format", "CycloneDX" + (specVersion.map { " \($0)" } ?? ""))
        result.add("serialNumber", serialNumber?.lowercased())
        if let createdAt { result.add(Property("createdAt", .zonedDateTime(createdAt))) }
        result.add("tools", tools)
        result.add("completeness", completeness)
        return result
    }

    mutating func take(metadata: JSONValue) {
        createdAt = metadata["timestamp"]?.string.flatMap { ZonedDateTime($0) }
        supplier =
            metadata["supplier"]?.text("name") ?? metadata["manufacturer"]?.text("name")
            ?? metadata["manufacture"]?.text("name")
        let stated = metadata["tools"]
        let all = (stated?["components"] ?? stated)?.elements ?? []
        tools = all.compactMap { tool in
            tool.text("name").map { [$0, tool.text("version")].compactMap(\.self).joined(separator: " ") }
        }
    }

    mutating func take(dependency: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let reference = dependency["ref"]?.text else {
            throw ImportError(.badRecord, "a dependency has a ref, and this has none", at: position)
        }
        let source = node(reference)
        for target in dependency["dependsOn"]?.texts ?? [] {
            graph.add(source, .needs, node(target), line: position.line)
        }
        for target in dependency["provides"]?.texts ?? [] {
            graph.add(source, .provides, node(target), line: position.line)
        }
    }

    mutating func take(composition: JSONValue) {
        guard let aggregate = composition["aggregate"]?.text, !completeness.contains(aggregate) else { return }
        completeness.append(aggregate)
    }
}
