public import GraphModel

/// Reads graphs of traffic of a service mesh. docs/importers/kiali.md says what follows from what.
public final class KialiImporter: Importer {
    public static let format = "kiali"
    public static let summary = "Kiali's graphs: services, workloads and applications of a mesh and who calls whom"
    public static let example =
        "curl -s 'https://kiali/api/namespaces/graph?namespaces=shop&graphType=versionedApp&injectServiceNodes=true'"
        + " | faultline import kiali -"

    private let cluster: String
    private var graph = KialiGraph()
    private var unread: [String: (count: Int, first: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        return head.text.hasPrefix("{") && head.quotes("elements") && head.quotes("nodes")
            && (head.quotes("graphType") || head.quotes("nodeType"))
    }

    /// Option: `cluster=NAME` is the name of a cluster that has none: an older Kiali states no clusters, and a mesh
    /// whose only cluster nobody named calls it `Kubernetes`.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["cluster"], format: Self.format)
        cluster = options.values["cluster"] ?? "kubernetes"
        guard !cluster.isEmpty else { throw ImportError(.badMapping, "the option cluster is empty") }
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in try readGraph(reader, sink) }
            }
        }
    }

    private func readGraph(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var hasElements = false
        while try reader.nextKey() {
            guard reader.keyIs("elements") else {
                try reader.skipValue()
                continue
            }
            hasElements = true
            try readElements(reader, sink)
        }
        guard hasElements else { throw ImportError(.badRecord, "this is no graph: it has no elements", at: position) }
    }

    private func readElements(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        var document = KialiGraph.Document()
        // What came before damage counts.
        defer { graph.close(document) }
        try reader.beginObject()
        while try reader.nextKey() {
            if reader.keyIs("nodes") {
                try readEach(reader, sink) { fields throws(ImportError) in try takeNode(fields, &document) }
            } else if reader.keyIs("edges") {
                try readEach(reader, sink) { fields throws(ImportError) in try document.addEdge(fields) }
            } else {
                try reader.skipValue()
            }
        }
    }

    /// `[{"data": {…}}]`
    private func readEach(
        _ reader: JSONReader, _ sink: any DiscoverySink, _ take: (JSONFields) throws(ImportError) -> Void
    ) throws(ImportError) {
        try reader.readRecords(into: sink) { () throws(ImportError) in
            let position = reader.position
            guard case .object(let object) = try reader.readValue() else {
                throw ImportError(.badRecord, "this is not an object", at: position)
            }
            let data = try JSONFields(object, at: position).object("data")
            guard !data.isMissing else { throw JSONFields(object, at: position).missing("data") }
            try take(data)
        }
    }

    private func takeNode(_ fields: JSONFields, _ document: inout KialiGraph.Document) throws(ImportError) {
        guard let id = try fields.string("id") else { throw fields.missing("id") }
        guard let type = try fields.string("nodeType") else { throw fields.missing("nodeType") }
        // Frames around other nodes, which state the same themselves.
        if type == "box" || fields.value["isBox"] != nil || fields.value["isGroup"] != nil { return }
        if type == "aggregate" { return document.addBetween(id) }
        let stated = StatedText.of(try fields.string("cluster"))
        let name = stated.flatMap { $0 == "Kubernetes" ? nil : $0 } ?? cluster
        if let node = try KialiNode(fields, cluster: name) {
            graph.add(node)
            document.add(id, node)
        } else if !["unknown", "service", "app", "workload"].contains(type) {
            unread[type, default: (0, fields.position)].count += 1
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let (graph, unread) = (graph, unread)
        (self.graph, self.unread) = (KialiGraph(), [:])
        try graph.emit(into: sink)
        for (type, told) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "nodes of the type \(type) are not read: \(told.count)", at: told.first))
        }
        if graph.unknown > 0 {
            sink.warn(ImportError(.badRecord, "edges from or to what is not known are not read: \(graph.unknown)"))
        }
    }
}
