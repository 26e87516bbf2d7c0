public import GraphModel

/// Reads bills of materials of SPDX. docs/importers/spdx.md says what follows from what.
public final class SPDXImporter: Importer {
    public static let format = "spdx"
    public static let summary =
        "SPDX bills of materials, 2.x in JSON and tag-value, 3.x in JSON-LD: packages, dependencies"
    public static let example = "syft dir:. -o spdx-json | faultline import spdx -"

    /// The document that is being read.
    var document: SPDXDocument?
    /// Items that were emitted: several documents list the same.
    private var emitted: Set<String> = []
    private var links: Set<Int> = []
    private var organisations = Organisations()

    /// Whether the text has what every document begins with, or soon has.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let text = TextHead(head)
        if text.text.hasPrefix("{") {
            let keys = JSONReader.leadingKeys(head, fileName: fileName)
            if keys.contains("spdxVersion") { return true }
            if keys.contains("@graph") { return text.text.contains("spdx.org/rdf/") || text.quotes("spdxId") }
            return !keys.isDisjoint(with: ["packages", "files", "relationships", "creationInfo", "SPDXID"])
                && text.text.contains("\"SPDXRef-")
        }
        return text.text.hasPrefix("SPDXVersion:") || text.text.contains("\nSPDXVersion: SPDX-")
    }

    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown([], format: Self.format)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let head = TextHead(try input.head()).text
        if head.hasPrefix("{") || head.hasPrefix("[") { return try SPDXDocumentReader(input, sink, self).readAll() }
        do throws(ImportError) {
            try SPDXTagReader(input, sink, self).read(input)
        } catch {
            guard error.isDamage || error.kind == .badRecord else { throw error }
            sink.reject(error)
            try endDocument(into: sink, isDamaged: true)
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        (emitted, links) = ([], [])
    }

    func omit(_ reference: String?) {
        guard let reference, let node = document?.graph.node(reference) else { return }
        document?.graph.omit(node)
    }

    func take(_ package: SPDXPackage, into sink: any DiscoverySink) throws(ImportError) {
        guard var document else { return }
        // One owner: the graph must not be copied.
        self.document = nil
        defer { self.document = document }
        let node = document.graph.node(package.reference)
        document.packages.append(node)
        if let nativeID = package.globalID, package.purpose != "application" {
            if package.isSoftware(isSubject: false) { document.listed.append(node) }
            try explain(package, node, as: nativeID, isSubject: false, in: &document, into: sink)
        } else {
            document.waiting.append((package, node))
        }
    }

    private func explain(
        _ package: SPDXPackage, _ node: BillOfMaterialsGraph.Node, as nativeID: String, isSubject: Bool,
        in document: inout SPDXDocument, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard document.graph.explain(node, as: nativeID) else {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "\(package.reference) was used before, for something else",
                    at: package.position, advice: "The first counts."))
        }
        guard emitted.insert(nativeID).inserted else { return }
        try sink.acceptItem(
            package.ciClass(isSubject: isSubject), nativeID, package.properties(isSubject: isSubject),
            at: package.position)
        try organisations.supply(nativeID, by: package.organisation, at: package.position, into: sink)
    }

    func endDocument(into sink: any DiscoverySink, isDamaged: Bool = false) throws(ImportError) {
        guard var document else { return }
        self.document = nil
        guard document.isSPDX || isDamaged else {
            throw ImportError(
                .badRecord, "this is no bill of materials of SPDX", at: document.position,
                advice: "It would state its SPDX version.")
        }
        let scope = document.scope
        for (package, node) in document.waiting {
            let isSubject = document.subjects.contains(node)
            if package.isSoftware(isSubject: isSubject) { document.listed.append(node) }
            try explain(
                package, node, as: package.nativeID(in: scope, isSubject: isSubject), isSubject: isSubject,
                in: &document, into: sink)
        }
        if document.subjects.count == 1, let subject = document.subjects.first {
            document.graph.reach(document.packages, from: subject)
        }
        try emit(document, into: sink)
    }

    private func emit(_ document: SPDXDocument, into sink: any DiscoverySink) throws(ImportError) {
        let bill = document.nativeID
        if emitted.insert(bill).inserted {
            try sink.acceptItem("SoftwareBillOfMaterials", bill, document.properties, at: document.position)
        }
        func relate(_ source: String, _ type: String, _ target: String) throws(ImportError) {
            try sink.acceptRelationship(.native(source), type, .native(target), at: document.position)
        }
        for subject in Set(document.subjects.compactMap { document.graph[$0] }).sorted() {
            try relate(subject, "DOCUMENTED_BY", bill)
        }
        var listed: Set<String> = []
        for node in document.listed {
            guard let nativeID = document.graph[node], listed.insert(nativeID).inserted else { continue }
            try relate(bill, "DESCRIBES_COMPONENT", nativeID)
        }
        for other in Set(document.otherDocuments).sorted() { try relate(bill, "RELATES_TO", "spdx:\(other)") }
        try document.graph.emit(&links, file: document.file, into: sink)
        if let files = document.files {
            sink.warn(ImportError(.badRecord, "files are no items (\(files.count) found)", at: files.position))
        }
        for (kind, found) in document.unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "\(kind) is not read (\(found.count) found)", at: found.position))
        }
    }
}
