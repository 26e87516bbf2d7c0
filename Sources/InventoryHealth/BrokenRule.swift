public import GraphModel
internal import GraphStore
public import Schema
internal import Topology

/// The CIs that break one rule, as its query names them. A bit for each node.
public final class BrokenRule {
    public let rule: HealthRule
    private let topology: Topology
    private let facts: NodeFacts
    /// For each class of the topology, whether the rule is about it.
    let isAbout: [Bool]
    private var bits: [UInt64]

    /// - Throws: `schema.unknownClass`, at its place in the rules' file.
    init(_ rule: HealthRule, _ scan: InventoryScan) throws(SchemaViolation) {
        self.rule = rule
        topology = scan.topology
        facts = scan.facts
        let schema = scan.snapshot.schema
        var wanted: ClassCode?
        if let name = rule.ciClass {
            do {
                wanted = try schema.resolveClass(name)
            } catch {
                throw SchemaViolation(error.kind, error.message, at: rule.position, advice: error.advice)
            }
        }
        isAbout = scan.classes.entries.map { entry in
            guard let wanted else { return true }
            return entry.code.map { schema.isSubclass($0, of: wanted) } ?? false
        }
        bits = Array(repeating: 0, count: (topology.nodeCapacity + 63) / 64)
    }

    /// Notes a CI that breaks the rule. Repeats count once; what the figures are not about is passed over.
    public func note(_ id: NodeID) {
        guard let index = topology.index(of: id) else { return }
        let place = Int(index.rawValue)
        guard facts.isCounted(place), isAbout[Int(topology.classCode(of: index))] else { return }
        bits[place / 64] |= 1 << UInt64(place % 64)
    }

    func isBroken(by place: Int) -> Bool { bits[place / 64] & 1 << UInt64(place % 64) != 0 }
}
