public import GraphModel

/// Reads osquery's results logs. docs/importers/osquery.md says what follows from what.
public final class OSQueryImporter: Importer {
    public static let format = "osquery"
    public static let summary = "Results logs of osquery: hosts, software, ports, interfaces"
    public static let example = "faultline import osquery /var/log/osquery/osqueryd.results.log"

    private let prefix: String
    private var hosts: [String: OSQueryHost] = [:]
    /// Identifiers of hosts in the order in which they came.
    private var order: [String] = []
    private var presence = OSQueryPresence()
    /// Rows of the last snapshot of each query on each host.
    private var snapshots: [[String]: [OSQueryPart]] = [:]
    private var unread: [String: (rows: Int, first: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        guard head.text.hasPrefix("{") || head.text.hasPrefix("[") else { return false }
        return head.quotes("hostIdentifier")
            && ["columns", "snapshot", "diffResults", "action"].contains { head.quotes($0) }
    }

    /// Option: `fleet=NAME` keeps hosts with the same identifier in several fleets apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["fleet"], format: Self.format)
        prefix = try options.prefix("fleet")
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        try OSQueryReader(input, sink) { [self] result throws(ImportError) in try take(result, into: sink) }.readAll()
    }

    private func take(_ result: OSQueryResult, into sink: any DiscoverySink) throws(ImportError) {
        let nativeID = prefix + result.host
        var host =
            hosts[result.host] ?? OSQueryHost(nativeID, identifier: result.host, at: result.position)
        if hosts[result.host] == nil { order.append(result.host) }
        host.name = result.hostName ?? host.name
        var parts: [OSQueryPart] = []
        var begun: Set<OSQueryTable> = []
        for row in result.rows {
            guard let table = OSQueryTable.of(row, query: result.query) else {
                unread[result.query, default: (0, result.position)].rows += 1
                continue
            }
            if let part = OSQueryPart(row, table, of: nativeID) {
                parts.append(part)
            } else if table != .ports, table.packageKind == nil {
                if result.action == .snapshot, begun.insert(table).inserted { host.begin(snapshotOf: table) }
                if result.action == .removed { host.remove(row, of: table) } else { host.add(row, of: table) }
            }
        }
        hosts[result.host] = host
        switch result.action {
        case .added: for part in parts { try appear(part, result, nativeID, sink) }
        case .removed: for part in parts { try vanish(part, result, sink) }
        case .snapshot:
            let rows = Set(parts.map(\.row))
            let key = [result.host, result.query]
            for old in snapshots[key] ?? [] where !rows.contains(old.row) { try vanish(old, result, sink) }
            for part in parts { try appear(part, result, nativeID, sink) }
            snapshots[key] = parts.map { $0.withoutAttributes }
        }
    }

    private func appear(
        _ part: OSQueryPart, _ result: OSQueryResult, _ host: String, _ sink: any DiscoverySink
    ) throws(ImportError) {
        guard presence.add(part.row, of: part.nativeID) else { return }
        try sink.acceptItem(part.ciClass, part.nativeID, part.attributes, at: result.position)
        try sink.acceptRelationship(
            .native(part.nativeID), part.relationship, .native(host), at: result.position)
    }

    private func vanish(
        _ part: OSQueryPart, _ result: OSQueryResult, _ sink: any DiscoverySink
    ) throws(ImportError) {
        guard presence.remove(part.row, of: part.nativeID) else { return }
        try sink.accept(.removedItem(nativeID: part.nativeID, result.position))
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let found = order.compactMap { hosts[$0] }
        let unread = self.unread
        (hosts, order, snapshots, self.unread) = ([:], [], [:], [:])
        presence = OSQueryPresence()
        for host in found { try host.emit(into: sink) }
        for (query, told) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(
                ImportError(
                    .badRecord, "rows of the query \(query) are not read: \(told.rows)", at: told.first))
        }
    }
}
