internal import GraphModel
internal import GraphStore
internal import QueryRuntime
internal import QueryValues

/// How the graph came to be, as rows.
enum HistoryProcedures {
    static func of(_ topologies: TopologySource) -> Procedure {
        let name = "history.of"
        let signature = ProcedureSignature(
            name, [.init("ci", ciKinds)],
            gives: [
                .init("commit", .integer), .init("time", .zonedDateTime), .init("author", .string),
                .init("source", .string), .init("reason", .string), .init("change", .string), .init("name", .string),
                .init("before", .any), .init("after", .any), .init("other", .node),
            ],
            "Every change of a CI and its relationships up to the version asked, oldest first.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            for version in try session.history(of: session.earlier(arguments[0], name)) {
                let commit = version.commit.metadata
                for change in version.changes {
                    let row: [Value] = [
                        .integer(Int64(version.commit.number.rawValue)), .time(commit.time), .string(commit.author),
                        .string(commit.source), .optional(commit.reason),
                    ]
                    guard try emit(row + change.cells(seenFrom: version.node?.id)) else { return }
                }
            }
        }
    }

    static func diff(_ topologies: TopologySource) -> Procedure {
        let name = "history.diff"
        let points: ValueKinds = [.integer, .string, .zonedDateTime, .localDateTime, .date]
        let signature = ProcedureSignature(
            name, [.init("from", points), .init("to", points)], required: 1,
            gives: [
                .init("change", .string), .init("element", .string), .init("id", .integer), .init("labels", .list),
                .init("before", .map), .init("after", .map), .init("source", .node), .init("target", .node),
            ],
            "What differs between the graph after two commits or times: by default, to the version asked.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            var failure: (any Error)?
            try session.forEachChange(from: arguments[0].point(name), to: arguments[1].point(name)) { change in
                do {
                    return try emit(change.row)
                } catch {
                    failure = error
                    return false
                }
            }
            if let failure { throw failure }
        }
    }
}

extension Session {
    /// A CI as `resolve` takes it, or by the number of one that is gone.
    fileprivate func earlier(_ argument: Value, _ procedure: String) throws -> NodeID {
        if case .integer(let number) = argument, number >= 0 {
            let id = NodeID(UInt64(number))
            if try snapshot.node(id) != nil || !history(of: id).isEmpty { return id }
        }
        return try resolve(argument, procedure)
    }
}

extension Value {
    fileprivate func point(_ procedure: String) throws -> PointInTime {
        switch self {
        case .null: return .latest
        case .integer(let number) where number >= 0: return .commit(CommitNumber(UInt64(number)))
        case .string(let text): return try PointInTime(parsing: text)
        default:
            guard let moment = instant else {
                throw QueryError.argument(
                    .invalidArgumentValue, "`\(procedure)` takes commit numbers and times")
            }
            return .time(moment)
        }
    }

    /// The instant of a date or time; of one without a zone, in UTC.
    private var instant: Timestamp? {
        let (seconds, nanoseconds): (Int64, Int32)
        switch self {
        case .zonedDateTime(let moment): (seconds, nanoseconds) = (moment.secondsSinceEpoch, moment.nanoseconds)
        case .localDateTime(let moment): (seconds, nanoseconds) = (moment.secondsSinceEpoch, moment.nanoseconds)
        case .date(let date): (seconds, nanoseconds) = (Int64(date.daysSinceEpoch) * 86_400, 0)
        default: return nil
        }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : Timestamp(microsecondsSinceEpoch: product + Int64(nanoseconds / 1_000))
    }

    fileprivate static func properties(_ properties: [Property]?) -> Value {
        guard let properties else { return .null }
        return .map(MapValue(properties.map { ($0.key, Value($0.value)) }))
    }
}

extension NodeHistoryChange {
    /// The columns change, name, before, after and other.
    fileprivate func cells(seenFrom node: NodeID?) -> [Value] {
        func other(_ relationship: Relationship) -> Value {
            .node(relationship.source == node ? relationship.target : relationship.source)
        }
        switch self {
        case .created: return [.string("created"), .null, .null, .null, .null]
        case .deleted: return [.string("deleted"), .null, .null, .null, .null]
        case .labelAdded(let label): return [.string("labelAdded"), .string(label), .null, .null, .null]
        case .labelRemoved(let label): return [.string("labelRemoved"), .string(label), .null, .null, .null]
        case .property(let key, let before, let after):
            return [
                .string("property"), .string(key), before.map(Value.init) ?? .null, after.map(Value.init) ?? .null,
                .null,
            ]
        case .relationshipCreated(let relationship):
            return [
                .string("relationshipCreated"), .string(relationship.type), .null,
                .properties(relationship.properties), other(relationship),
            ]
        case .relationshipUpdated(let before, let after):
            return [
                .string("relationshipUpdated"), .string(after.type), .properties(before.properties),
                .properties(after.properties), other(after),
            ]
        case .relationshipDeleted(let relationship):
            return [
                .string("relationshipDeleted"), .string(relationship.type), .properties(relationship.properties),
                .null, other(relationship),
            ]
        }
    }
}

extension ElementChange {
    /// The columns of `history.diff`.
    fileprivate var row: [Value] {
        switch self {
        case .node(let id, let before, let after):
            return [
                Self.word(before != nil, after != nil), .string("node"), .integer(Int64(id.rawValue)),
                .strings((after ?? before)?.labels ?? []), .properties(before?.properties),
                .properties(after?.properties), .null, .null,
            ]
        case .relationship(let id, let before, let after):
            let one = after ?? before
            return [
                Self.word(before != nil, after != nil), .string("relationship"), .integer(Int64(id.rawValue)),
                .strings(one.map { [$0.type] } ?? []), .properties(before?.properties),
                .properties(after?.properties), one.map { .node($0.source) } ?? .null,
                one.map { .node($0.target) } ?? .null,
            ]
        case .definition(let change): return change.row
        }
    }

    fileprivate static func word(_ was: Bool, _ isThere: Bool) -> Value {
        .string(was ? isThere ? "updated" : "deleted" : "created")
    }
}

extension DefinitionChange {
    fileprivate var row: [Value] {
        switch self {
        case .index(let before, let after): Self.row("index", before?.name, after?.name)
        case .constraint(let before, let after): Self.row("constraint", before?.name, after?.name)
        case .schema(let before, let after):
            Self.row(
                "schema", before.isEmpty ? nil : before.map(\.name).joined(separator: ", "),
                after.isEmpty ? nil : after.map(\.name).joined(separator: ", "))
        }
    }

    private static func row(_ element: String, _ before: String?, _ after: String?) -> [Value] {
        func named(_ name: String?) -> Value { name.map { .map(MapValue([("name", .string($0))])) } ?? .null }
        return [
            ElementChange.word(before != nil, after != nil), .string(element), .null, .list([]), named(before),
            named(after), .null, .null,
        ]
    }
}
