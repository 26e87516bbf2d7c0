public import GraphModel

/// Reads bills of materials of CycloneDX. docs/importers/cyclonedx.md says what follows from what.
public final class CycloneDXImporter: Importer {
    public static let format = "cyclonedx"
    public static let summary = "CycloneDX bills of materials, JSON and XML: components, dependencies, vulnerabilities"
    public static let example = "cyclonedx-py environment --of JSON | faultline import cyclonedx -"

    typealias Node = BillOfMaterialsGraph.Node

    private let application: String?
    /// The document that is being read.
    var document: CycloneDXDocument?
    /// Documents that refer to others, which may come later.
    private var linking: [CycloneDXDocument] = []
    /// Items that were emitted: several documents list the same.
    private var emitted: Set<String> = []
    private var links: Set<Int> = []
    private var organisations = Organisations()
    /// The items behind the references of all documents that have a serial number, by the hash of both.
    private var elements: [Int: String] = [:]
    private var unread: [String: (count: Int, position: SourcePosition)] = [:]

    /// Whether the text is JSON or XML with what only CycloneDX has. Some tools write the format's name at the end,
    /// after all components.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let text = TextHead(head)
        if text.text.hasPrefix("<") { return text.text.contains(CycloneDXMarkup.namespace) }
        let keys = JSONReader.leadingKeys(head, fileName: fileName)
        if keys.contains("bomFormat") { return true }
        return !keys.isDisjoint(with: ["components", "metadata", "dependencies", "services", "vulnerabilities"])
            && (text.quotes("bom-ref") || text.quotes("CycloneDX"))
    }

    /// Option: `application=NAME`, the subject of documents that name none.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["application"], format: Self.format)
        application = options.values["application"]
        guard application != "" else { throw ImportError(.badMapping, "the option application is empty") }
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        if TextHead(try input.head()).text.hasPrefix("<") {
            try CycloneDXMarkupReader(receiver: self, sink: sink).read(input)
        } else {
            try CycloneDXDocumentReader(input, sink, self).readAll()
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        for document in linking { try emit(document, into: sink) }
        for (kind, found) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "\(kind) are not read (\(found.count) found)", at: found.position))
        }
        (linking, emitted, links, elements, unread) = ([], [], [], [:], [:])
    }

    func countUnread(_ kind: String, at position: SourcePosition) {
        unread[kind, default: (0, position)].count += 1
    }

    /// Notes that the document lists something at the top.
    func list(_ node: Node?) {
        if let node { document?.top.append(node) }
    }

    /// - Returns: The component's node; nil for the subject, which is no part of itself.
    func take(
        _ component: CycloneDXComponent, parts: [Node], into sink: any DiscoverySink
    ) throws(ImportError) -> Node? {
        guard var document else { return nil }
        // One owner: the graph must not be copied.
        self.document = nil
        defer { self.document = document }
        let node = component.reference.map { document.graph.node($0) } ?? document.graph.anonymousNode()
        if let reference = component.reference { document.references.append((reference.hashValue, node)) }
        if component.isFile {
            document.files = ((document.files?.count ?? 0) + 1, document.files?.position ?? component.position)
            document.graph.omit(node)
            return node
        }
        for part in parts { document.graph.add(node, .contains, part, line: component.position.line) }
        if let strength = component.strength, !component.isSubject { document.graph.set(strength, of: node) }
        for other in component.otherDocuments { document.described.append((node, other)) }
        let waiting = CycloneDXDocument.Waiting(component: component, node: node)
        if component.isSubject {
            document.subject = waiting
            return nil
        }
        if component.isSoftware { document.listed.append(node) }
        if let nativeID = component.globalID {
            try explain(waiting, as: nativeID, in: &document, into: sink)
        } else {
            document.waiting.append(waiting)
        }
        return node
    }

    func take(service value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink) throws(ImportError)
        -> Node?
    {
        // As deep as the document nests, which has a limit.
        var parts: [Node] = []
        for part in value["services"]?.elements ?? [] {
            if let node = try take(service: part, at: position, into: sink) { parts.append(node) }
        }
        return try take(
            try CycloneDXComponent(value, isService: true, at: position), parts: parts, into: sink)
    }

    func take(
        vulnerability value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        let vulnerability = try CycloneDXVulnerability(value, at: position)
        if emitted.insert(vulnerability.nativeID).inserted {
            try sink.acceptItem("Vulnerability", vulnerability.nativeID, vulnerability.properties, at: position)
        }
        for reference in vulnerability.affected {
            if let node = document?.node(reference) { document?.affected.append((vulnerability, node)) }
        }
    }

    private func explain(
        _ waiting: CycloneDXDocument.Waiting, as nativeID: String, in document: inout CycloneDXDocument,
        into sink: any DiscoverySink
    ) throws(ImportError) {
        let component = waiting.component
        guard document.graph.explain(waiting.node, as: nativeID) else {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "the bom-ref \(component.reference ?? "") was used before, for something else",
                    at: component.position, advice: "The first counts."))
        }
        guard emitted.insert(nativeID).inserted else { return }
        try sink.acceptItem(component.ciClass, nativeID, component.properties, at: component.position)
        try organisations.supply(nativeID, by: component.supplier, at: component.position, into: sink)
    }
}

extension CycloneDXImporter {
    func endDocument(into sink: any DiscoverySink, isDamaged: Bool = false) throws(ImportError) {
        guard var document else { return }
        self.document = nil
        guard document.isCycloneDX || isDamaged else {
            throw ImportError(
                .badRecord, "this is no bill of materials of CycloneDX", at: document.position,
                advice: "Its `bomFormat` would be CycloneDX.")
        }
        let scope = document.scope(application)
        try emitSubject(of: &document, scope, into: sink)
        for waiting in document.waiting {
            try explain(waiting, as: waiting.component.nativeID(in: scope), in: &document, into: sink)
        }
        document.waiting = []
        if let serialNumber = document.serialNumber {
            let key = CycloneDXLink.document(serialNumber)
            for (hash, node) in document.references {
                if let nativeID = document.graph[node] { elements[Self.element(hash, of: key)] = nativeID }
            }
        }
        document.references = []
        if document.hasLinks { linking.append(document) } else { try emit(document, into: sink) }
    }

    private static func element(_ reference: Int, of document: String) -> Int {
        var hasher = Hasher()
        hasher.combine(document)
        hasher.combine(reference)
        return hasher.finalize()
    }

    private func emitSubject(
        of document: inout CycloneDXDocument, _ scope: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        if document.subject == nil, let application {
            let value = JSONValue.object(
                JSONObject([
                    JSONObject.Member("name", .string(application)), JSONObject.Member("type", .string("application")),
                ]))
            let component = try CycloneDXComponent(value, isSubject: true, at: document.position)
            document.subject = CycloneDXDocument.Waiting(component: component, node: document.graph.anonymousNode())
        }
        guard let subject = document.subject else { return }
        let nativeID = subject.component.nativeID(in: scope)
        if emitted.contains(nativeID), document.graph.isUnknown(subject.node) {
            sink.warn(
                ImportError(
                    .duplicateIdentity, "\(nativeID) is the subject of another bill of materials, too",
                    at: subject.component.position, advice: "What both list counts."))
        }
        try explain(subject, as: nativeID, in: &document, into: sink)
        if subject.component.supplier == nil {
            try organisations.supply(nativeID, by: document.supplier, at: subject.component.position, into: sink)
        }
        document.graph.reach(document.top, from: subject.node)
    }

    /// Emits the bill of materials itself, and all relationships.
    private func emit(_ document: CycloneDXDocument, into sink: any DiscoverySink) throws(ImportError) {
        var document = document
        for (node, text) in document.texts where document.graph.isUnknown(node) {
            if let nativeID = target(of: text) { document.graph.explain(node, as: nativeID) }
        }
        let scope = document.scope(application)
        let bill = document.serialNumber.map(CycloneDXLink.document) ?? "bom:\(scope)"
        if emitted.insert(bill).inserted {
            try sink.acceptItem(
                "SoftwareBillOfMaterials", bill, document.properties(scope: scope), at: document.position)
        }
        func relate(_ source: String, _ type: String, _ target: String) throws(ImportError) {
            try sink.acceptRelationship(.native(source), type, .native(target), at: document.position)
        }
        if let subject = document.subject.flatMap({ document.graph[$0.node] }) {
            try relate(subject, "DOCUMENTED_BY", bill)
        }
        var listed: Set<String> = []
        for node in document.listed {
            guard let nativeID = document.graph[node], listed.insert(nativeID).inserted else { continue }
            try relate(bill, "DESCRIBES_COMPONENT", nativeID)
        }
        for other in Set(document.otherDocuments).sorted() where other != bill { try relate(bill, "RELATES_TO", other) }
        for (node, other) in document.described {
            if let nativeID = document.graph[node] { try relate(nativeID, "DOCUMENTED_BY", other) }
        }
        try emitAffected(document, into: sink)
        try document.graph.emit(&links, file: document.file, into: sink)
        if let files = document.files {
            sink.warn(
                ImportError(
                    .badRecord, "files are no items (\(files.count) found)", at: files.position))
        }
    }

    private func emitAffected(_ document: CycloneDXDocument, into sink: any DiscoverySink) throws(ImportError) {
        for (vulnerability, node) in document.affected {
            guard let nativeID = document.graph[node] else {
                if document.graph.isUnknown(node) {
                    sink.warn(
                        ImportError(
                            .danglingReference, "\(vulnerability.id) affects something that no document describes",
                            at: vulnerability.position, advice: "Import the bill of materials in the same run."))
                }
                continue
            }
            var properties: [Property] = []
            properties.add("analysis", vulnerability.analysis)
            try sink.acceptRelationship(
                .native(vulnerability.nativeID), vulnerability.isReal ? "AFFECTS" : "RELATES_TO", .native(nativeID),
                properties, at: vulnerability.position)
        }
    }

    /// What a reference means outside its document.
    private func target(of text: String) -> String? {
        guard let link = CycloneDXLink(text) else { return PackageURL(text)?.text }
        guard let reference = link.reference else { return link.document }
        return elements[Self.element(reference.hashValue, of: link.document)] ?? PackageURL(reference)?.text
    }
}
