import Discovery
import GraphModel
import GraphStore
import Reconciliation

/// CIs by the records that they stand for.
extension Estate {
    /// The CI of a record, `source#nativeID`.
    func ci(_ key: String) throws -> Node? {
        let snapshot = try store.snapshot()
        return try DefaultIndexes(snapshot.schema).nodes(identity: key, in: snapshot).first.flatMap {
            try snapshot.node($0)
        }
    }

    /// What each CI of a class, or of one of its subclasses, stands for: `a#1 b#2`, in order.
    func identities(_ ciClass: String = "ConfigurationItem") throws -> [String] {
        let snapshot = try store.snapshot()
        var nodes: [NodeID] = []
        try snapshot.nodes(withLabel: ciClass) {
            nodes.append($0)
            return true
        }
        return try nodes.map { try snapshot.node($0)?["identity"]?.strings?.joined(separator: " ") ?? "" }.sorted()
    }

    /// Imports the runs in the order given, and gathers what they warn of.
    func warnings(_ runs: [(source: String, records: [DiscoveredRecord])]) throws -> [String] {
        try runs.flatMap { try importing($0.records, source: $0.source).warnings.first.map(\.message) }
    }

    /// What a person decides or asks.
    func deciding<Result>(_ body: (Reconciler) throws -> Result) throws -> Result {
        try store.write(Self.metadata("person")) { writer in
            try body(Reconciler(writer: writer, run: ImportRun(source: "person")))
        }.value
    }

    /// Why the CIs of two records are one, or are not.
    func explain(_ first: String, _ second: String) throws -> IdentityExplanation {
        let (a, b) = (try ci(first), try ci(second))
        return try deciding { try $0.explain(a?.id ?? NodeID(0), b?.id ?? NodeID(0)) }
    }
}
