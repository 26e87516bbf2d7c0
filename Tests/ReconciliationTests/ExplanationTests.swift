import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// Why two CIs are one or are not, in words.
@Suite struct ExplanationTests {
    private func estate(_ one: [Property], _ other: [Property], _ ciClass: String = "Server") throws -> Estate {
        let estate = try Estate()
        try estate.importing([item("Server", "1", one)])
        try estate.importing([item(ciClass, "x", other)], source: "agent")
        return estate
    }

    private func verdicts(_ explanation: IdentityExplanation) -> [String] {
        explanation.rules.map { "\($0.name) \($0.verdict.rawValue)" }
    }

    @Test func whatIsTheSame() throws {
        let estate = try estate(
            [Property("machineId", "m"), Property("fqdn", "a.example.org")],
            [Property("machineId", "M"), Property("fqdn", "b.example.org")])
        let explanation = try estate.explain("cmdb#1", "agent#x")
        #expect(explanation.isSame)
        #expect(explanation.first == ["agent#x"])
        #expect(explanation.second == ["cmdb#1"])
        #expect(verdicts(explanation) == ["machineId agrees", "fqdn differs"])
        #expect(explanation.objections.isEmpty)
        #expect(explanation.findings == ["machineId=m makes one of agent#x, cmdb#1"])
    }

    @Test func whatHasNothingInCommon() throws {
        let estate = try estate([Property("machineId", "m")], [Property("fqdn", "b.example.org")])
        let explanation = try estate.explain("cmdb#1", "agent#x")
        #expect(!explanation.isSame)
        #expect(verdicts(explanation) == ["machineId saysNothing", "fqdn saysNothing"])
        #expect(explanation.objections.isEmpty)
        #expect(explanation.findings.isEmpty)
    }

    @Test func whatContradicts() throws {
        let estate = try estate(
            [Property("machineId", "m"), Property("serialNumber", "CZ-1")],
            [Property("machineId", "m"), Property("serialNumber", "CZ-2")])
        let explanation = try estate.explain("cmdb#1", "agent#x")
        #expect(!explanation.isSame)
        #expect(verdicts(explanation) == ["machineId agrees", "serialNumber contradicts"])
        #expect(explanation.rules[1].first == ["cz-1"])
        #expect(explanation.rules[1].second == ["cz-2"])
        #expect(explanation.objections == ["cmdb#1 and agent#x: serialNumber=cz-1 is not serialNumber=cz-2"])
        #expect(
            explanation.findings == [
                "machineId=m identifies nobody: agent#x and cmdb#1 share it, "
                    + "and serialNumber=cz-1 is not serialNumber=cz-2"
            ])
    }

    @Test func whatIsOfOtherClasses() throws {
        let asset = [Property("assetTag", "A-4711")]
        let explanation = try estate(asset, asset, "Switch").explain("cmdb#1", "agent#x")
        #expect(!explanation.isSame)
        #expect(verdicts(explanation) == ["assetTag agrees"])
        #expect(explanation.objections == ["cmdb#1 and agent#x: their classes exclude each other"])
    }

    @Test func whatAPersonDecided() throws {
        let machine = [Property("machineId", "m")]
        let estate = try estate(machine, machine)
        let node = try #require(try estate.ci("cmdb#1"))
        _ = try estate.deciding { try $0.separate("cmdb#1", from: node.id) }
        let explanation = try estate.explain("cmdb#1", "agent#x")
        #expect(!explanation.isSame)
        #expect(explanation.objections == ["cmdb#1 and agent#x: a person decided that they differ"])
        #expect(
            explanation.findings == [
                "machineId=m identifies nobody: agent#x and cmdb#1 share it, and a person decided that they differ"
            ])
    }

    /// The two ends of a chain contradict each other, so its weaker link breaks.
    @Test func whatAChainWouldJoin() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "1", [Property("serialNumber", "CZ-1"), Property("machineId", "m")])])
        try estate.importing(
            [item("Server", "x", [Property("serialNumber", "CZ-2"), Property("fqdn", "a.b")])], source: "agent")
        try estate.importing(
            [item("Server", "y", [Property("machineId", "m"), Property("fqdn", "a.b")])], source: "scan")
        #expect(try estate.identities() == ["agent#x", "cmdb#1 scan#y"])
        #expect(
            try estate.explain("agent#x", "scan#y").findings.contains(
                "fqdn=a.b would make one of agent#x and cmdb#1, but serialNumber=cz-1 is not serialNumber=cz-2"))
    }

    @Test func explainingChangesNothing() throws {
        let estate = try estate([Property("machineId", "m")], [Property("machineId", "m")])
        let before = try estate.store.snapshot().commit
        _ = try estate.explain("cmdb#1", "agent#x")
        #expect(try estate.store.snapshot().commit == before)
    }
}
