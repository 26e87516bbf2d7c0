internal import GraphModel
internal import GraphStore
internal import Schema
internal import Topology

/// Says of a single CI what exactly is wrong. Looks into the store each time: for what is shown.
struct IssueDescriber {
    private let scan: InventoryScan
    private let snapshot: GraphSnapshot
    private let schema: CompiledSchema

    init(_ scan: InventoryScan) {
        self.scan = scan
        snapshot = scan.snapshot
        schema = snapshot.schema
    }

    func issue(_ kind: HealthKind, _ place: UInt32) throws -> HealthIssue {
        let index = NodeIndex(place)
        let (id, ciClass) = (scan.topology.id(of: index), scan.classes.entries[Int(scan.topology.classCode(of: index))])
        let node = try snapshot.node(id)
        var detail = ""
        switch kind {
        case .requiredAttributes, .recommendedAttributes:
            detail = ciClass.wanted.filter { $0.isRequired == (kind == .requiredAttributes) && isAbsent($0.name, node) }
                .map(\.name).joined(separator: ", ")
        case .duplicateIdentifiers: detail = try identifierTwin(of: node, place)
        case .duplicateNames: detail = scan.twins.names[place].map { "as \(scan.topology.id(of: NodeIndex($0)))" } ?? ""
        case .stale: detail = node?[ConventionalProperty.state]?.string ?? ""
        case .retiredInUse:
            if let dependant = scan.ties.dependant(on: index) {
                detail = "needed by " + (try name(of: scan.topology.id(of: dependant)))
            }
        case .unresolvedReferences:
            let ties = scan.ties.ties(of: index)
            if let target = ties.unresolved {
                let more = ties.unresolvedCount > 1 ? " and \(ties.unresolvedCount - 1) more" : ""
                detail = try identity(of: scan.topology.id(of: target)) + more
            }
        case .orphans, .unconnected, .unfoundedServices: break
        }
        return HealthIssue(
            id: id, name: Self.name(of: node, id), ciClass: ciClass.name, twin: twin(kind, place), detail: detail)
    }

    private func twin(_ kind: HealthKind, _ place: UInt32) -> NodeID? {
        let other: UInt32? =
            switch kind {
            case .duplicateIdentifiers: scan.twins.identifiers[place]
            case .duplicateNames: scan.twins.names[place]
            default: nil
            }
        return other.map { scan.topology.id(of: NodeIndex($0)) }
    }

    /// An issue of a rule, which tells nothing more of the CI.
    func issue(_ place: UInt32) throws -> HealthIssue {
        let index = NodeIndex(place)
        let id = scan.topology.id(of: index)
        return HealthIssue(
            id: id, name: Self.name(of: try snapshot.node(id), id),
            ciClass: scan.classes.entries[Int(scan.topology.classCode(of: index))].name, detail: "")
    }

    private func isAbsent(_ attribute: String, _ node: Node?) -> Bool {
        switch node?[attribute] {
        case nil: true
        case .string(let text): text.isEmpty
        case .list(let elements): elements.isEmpty
        default: false
        }
    }

    private static func name(of node: Node?, _ id: NodeID) -> String {
        node?[ConventionalProperty.name]?.string ?? node?[ConventionalProperty.identity]?.strings?.first ?? "\(id)"
    }

    private func name(of id: NodeID) throws -> String { "\(Self.name(of: try snapshot.node(id), id)) (\(id))" }

    private func identity(of id: NodeID) throws -> String {
        let node = try snapshot.node(id)
        return node?[ConventionalProperty.identity]?.strings?.first ?? Self.name(of: node, id)
    }

    private func identifierTwin(of node: Node?, _ place: UInt32) throws -> String {
        guard let other = scan.twins.identifiers[place] else { return "" }
        let twin = scan.topology.id(of: NodeIndex(other))
        let theirs = try snapshot.node(twin)?[HealthProperty.identifiers]?.strings ?? []
        let shared = (node?[HealthProperty.identifiers]?.strings ?? []).first { theirs.contains($0) }
        return (shared.map { "\($0), " } ?? "") + "as " + (try name(of: twin))
    }
}
