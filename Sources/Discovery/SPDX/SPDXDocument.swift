import GraphModel

/// What is known of an SPDX document while it is read.
struct SPDXDocument {
    typealias Node = BillOfMaterialsGraph.Node

    let file: String
    let position: SourcePosition
    var isSPDX = false
    var version: String?
    var name: String?
    var namespace: String?
    var createdAt: String?
    var tools: [String] = []
    var graph = BillOfMaterialsGraph()
    /// What the document says that it describes.
    var subjects: Set<Node> = []
    /// Packages without a package URL wait for the name of the document and for what it describes.
    var waiting: [(package: SPDXPackage, node: Node)] = []
    var listed: [Node] = []
    var packages: [Node] = []
    var files: (count: Int, position: SourcePosition)?
    var unread: [String: (count: Int, position: SourcePosition)] = [:]
    var otherDocuments: [String] = []

    init(at position: SourcePosition) {
        file = position.file
        self.position = position
    }

    var scope: String {
        namedSubject ?? name ?? InputName.stem(file, without: [".spdx.json", ".spdx.rdf.json", ".spdx", ".json"])
            ?? "spdx"
    }

    private var namedSubject: String? {
        subjects.count == 1 ? waiting.first { subjects.contains($0.node) }?.package.name : nil
    }

    var nativeID: String { "spdx:\(SPDXPackage.stated(namespace) ?? scope)" }

    var properties: [Property] {
        var result = [Property(ConventionalProperty.name, .string("Bill of materials of \(name ?? scope)"))]
        result.add("format", version.map { $0.hasPrefix("SPDX-") ? "SPDX \($0.dropFirst(5))" : "SPDX \($0)" })
        result.add("serialNumber", namespace)
        if let created = createdAt.flatMap({ ZonedDateTime($0) }) {
            result.add(Property("createdAt", .zonedDateTime(created)))
        }
        result.add("tools", tools)
        return result
    }

    mutating func countFile(_ reference: String?, at position: SourcePosition) {
        files = ((files?.count ?? 0) + 1, files?.position ?? position)
        if let reference { graph.omit(graph.node(reference)) }
    }

    mutating func take(creator: String) {
        if creator.hasPrefix("Tool:") { tools.append(String(creator.dropFirst(5).drop(while: \.isWhitespace))) }
    }

    mutating func describe(_ reference: String) { subjects.insert(graph.node(reference)) }

    private static func isNothing(_ element: String) -> Bool {
        ["NONE", "NOASSERTION"].contains(element) || element.hasSuffix("/NoneElement")
            || element.hasSuffix("/NoAssertionElement")
    }

    /// Takes a relationship; `NONE` and `NOASSERTION` relate nothing.
    mutating func relate(
        _ source: String?, _ type: String?, _ target: String?, scope: String? = nil, at position: SourcePosition
    ) throws(ImportError) {
        guard let source, let type, let target else {
            throw ImportError(.badRecord, "a relationship has two elements and a type", at: position)
        }
        if Self.isNothing(source) || Self.isNothing(target) { return }
        let description = SPDXRelation.describes(type)
        if description.isDescription {
            describe(description.isInverse ? source : target)
            return
        }
        if source == "SPDXRef-DOCUMENT" || target == "SPDXRef-DOCUMENT" { return }
        guard let relation = SPDXRelation(type, scope: scope) else {
            unread[type, default: (0, position)].count += 1
            return
        }
        let ends = [source, target].map { graph.node($0) }
        graph.add(
            ends[relation.isInverse ? 1 : 0], relation.kind, ends[relation.isInverse ? 0 : 1], line: position.line)
    }
}
