import GraphModel

/// What one bill of materials relates by its own references, which mean something only once all of it is read.
///
/// Documents name files by the million: of a reference only its hash is kept.
struct BillOfMaterialsGraph {
    typealias Node = Int32

    /// What an edge says, the strongest first: of several between two items, the first counts.
    enum Kind: UInt8, CaseIterable {
        case needs, provides, uses, contains, developedWith, builtFrom, relatesTo

        fileprivate var type: String {
            switch self {
            case .needs, .uses, .contains: "DEPENDS_ON"
            case .provides: "PROVIDES"
            case .developedWith: "DEVELOPED_WITH"
            case .builtFrom: "BUILT_FROM"
            case .relatesTo: "RELATES_TO"
            }
        }

        fileprivate var properties: [Property] {
            switch self {
            case .uses: [ConventionalProperty.isSoft]
            // A part may be in many wholes, none of which takes it down.
            case .contains: [ConventionalProperty.isInferred]
            default: []
            }
        }
    }

    private enum Meaning {
        case unknown
        case item(String)
        /// Something that is no item, such as a file.
        case omitted
    }

    private struct Edge {
        var source: Node
        var target: Node
        var line: Int32
        var kind: Kind
    }

    private var nodes: [Int: Node] = [:]
    private var meanings: [Meaning] = []
    private var edges: [Edge] = []
    /// How the document says that things are needed by whatever needs them; `needs` when it does not say.
    private var strengths: [Node: Kind] = [:]

    /// The node of a reference, which may be explained before or after.
    mutating func node(_ reference: String) -> Node {
        if let known = nodes[reference.hashValue] { return known }
        let node = anonymousNode()
        nodes[reference.hashValue] = node
        return node
    }

    mutating func anonymousNode() -> Node {
        meanings.append(.unknown)
        return Node(meanings.count - 1)
    }

    /// - Returns: False when the reference means something else already, which counts.
    @discardableResult
    mutating func explain(_ node: Node, as nativeID: String) -> Bool {
        guard case .unknown = meanings[Int(node)] else { return self[node] == nativeID }
        meanings[Int(node)] = .item(nativeID)
        return true
    }

    mutating func omit(_ node: Node) {
        if case .unknown = meanings[Int(node)] { meanings[Int(node)] = .omitted }
    }

    /// The item behind a node.
    subscript(node: Node) -> String? {
        if case .item(let nativeID) = meanings[Int(node)] { nativeID } else { nil }
    }

    func isUnknown(_ node: Node) -> Bool {
        if case .unknown = meanings[Int(node)] { true } else { false }
    }

    mutating func set(_ strength: Kind, of node: Node) { strengths[node] = strength }

    mutating func add(_ source: Node, _ kind: Kind, _ target: Node, line: Int?) {
        edges.append(Edge(source: source, target: target, line: Int32(clamping: line ?? 0), kind: kind))
    }

    /// Ties the subject to what nothing else leads to, unless the document says what the subject needs.
    mutating func reach(_ candidates: [Node], from subject: Node) {
        var isReached: Set<Node> = [subject]
        for edge in edges where edge.kind == .needs || edge.kind == .contains || edge.kind == .uses {
            if edge.source == subject { return }
            isReached.insert(edge.target)
        }
        for node in candidates where !isReached.contains(node) { add(subject, .contains, node, line: nil) }
    }

    /// Emits the relationships between items, each once a run.
    func emit(
        _ seen: inout Set<Int>, file: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        var unknown = 0
        var firstLine: Int32 = 0
        for kind in Kind.allCases {
            for edge in edges {
                guard strength(of: edge) == kind else { continue }
                if isUnknown(edge.source) || isUnknown(edge.target) {
                    unknown += 1
                    if firstLine == 0 { firstLine = edge.line }
                }
                guard let source = self[edge.source], let target = self[edge.target], source != target else { continue }
                var hasher = Hasher()
                hasher.combine(kind.type)
                hasher.combine(source)
                hasher.combine(target)
                guard seen.insert(hasher.finalize()).inserted else { continue }
                var properties = kind.properties
                if edge.kind == .contains, kind != .contains { properties.append(ConventionalProperty.isInferred) }
                try sink.acceptRelationship(
                    .native(source), kind.type, .native(target), properties, at: position(edge.line, file))
            }
        }
        if unknown > 0 {
            sink.warn(
                ImportError(
                    .danglingReference, "\(unknown) relationships are with what the document does not describe",
                    at: position(firstLine, file)))
        }
    }

    /// Who needs a thing that is there for development only needs it so.
    private func strength(of edge: Edge) -> Kind {
        guard edge.kind == .needs || edge.kind == .contains else { return edge.kind }
        return strengths[edge.target] ?? edge.kind
    }

    private func position(_ line: Int32, _ file: String) -> SourcePosition {
        SourcePosition(file: file, line: line > 0 ? Int(line) : nil)
    }
}
