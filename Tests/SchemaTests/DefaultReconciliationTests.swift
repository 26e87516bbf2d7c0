import Foundation
import GraphModel
import Schema
import Testing

/// The rules of reconciliation that ship.
@Suite struct DefaultReconciliationTests {
    private let schema: CompiledSchema

    init() throws { schema = try TestSchemas.shipped.get() }

    private func order(_ sources: [String], _ attribute: String, _ ciClass: String) throws -> [String] {
        let code = try schema.resolveClass(ciClass)
        return sources.sorted {
            schema.precedence(of: $0, for: attribute, in: code) < schema.precedence(of: $1, for: attribute, in: code)
        }
    }

    /// The formats that imports name their sources after.
    private static let sources = [
        "ansible-facts", "aws", "backstage", "csv", "cyclonedx", "debian-packages", "docker", "glpi", "interchange",
        "itop", "jaeger", "kiali", "kubernetes", "lldp", "netbox", "nmap", "osquery", "otlp", "prometheus",
        "servicenow", "snmpwalk", "spdx", "terraform", "vsphere", "zipkin",
    ]

    @Test func everyFormatHasAPlaceAndATime() throws {
        let item = try schema.resolveClass("ConfigurationItem")
        var ranks: Set<Int> = []
        for source in Self.sources {
            let days = try #require(schema.effectiveDays(of: source), "\(source)")
            #expect((1...90).contains(days))
            ranks.insert(schema.precedence(of: source, for: "description", in: item))
        }
        #expect(ranks.count == Self.sources.count)
        #expect(!ranks.contains(schema.precedence(of: "somebody", for: "description", in: item)))
        #expect(schema.effectiveDays(of: "manual") == nil)
        #expect(schema.effectiveDays(of: "somebody") == nil)
    }

    /// People before everything, for everything.
    @Test func whatPeopleStateComesFirst() {
        for ciClass in schema.classes where ciClass.name != ConventionalLabel.unresolvedReference {
            for attribute in schema.attributes(of: ciClass.code) {
                let ranks = Self.sources.map { schema.precedence(of: $0, for: attribute.name, in: ciClass.code) }
                let own = schema.precedence(of: "manual", for: attribute.name, in: ciClass.code)
                #expect(own == 0 && ranks.allSatisfy { $0 > 0 }, "\(ciClass.name).\(attribute.name)")
            }
        }
    }

    @Test(arguments: [
        ("businessCriticality", "VirtualMachine", ["servicenow", "vsphere", "ansible-facts", "nmap"]),
        ("memoryMegabytes", "VirtualMachine", ["vsphere", "ansible-facts", "servicenow", "nmap"]),
        ("memoryMegabytes", "Server", ["ansible-facts", "vsphere", "servicenow", "nmap"]),
        ("memoryMegabytes", "CloudInstance", ["aws", "terraform", "osquery"]),
        ("operatingSystem", "CloudInstance", ["osquery", "aws", "terraform"]),
        ("rackPosition", "Server", ["netbox", "servicenow", "snmpwalk"]),
        ("serialNumber", "Switch", ["snmpwalk", "lldp", "netbox", "nmap"]),
        ("replicas", "Deployment", ["kubernetes", "terraform", "servicenow"]),
        ("description", "Microservice", ["backstage", "kubernetes", "jaeger"]),
        ("version", "SoftwareLibrary", ["cyclonedx", "spdx", "osquery"]),
        ("email", "Person", ["servicenow", "glpi", "backstage", "csv"]),
    ])
    func theBestSourceComesFirst(_ attribute: String, _ ciClass: String, _ expected: [String]) throws {
        #expect(try order(expected.reversed(), attribute, ciClass) == expected)
    }

    @Test(arguments: [
        ("Server", ReconciliationRules.MissingPolicy.retire, 30), ("Application", .retire, 30), ("Pod", .delete, 0),
        ("Container", .delete, 0), ("CloudInstance", .retire, 0), ("CloudSubnet", .retire, 0),
        ("VirtualMachine", .retire, 7), ("Person", .keep, 0), ("Runbook", .keep, 0), ("Change", .keep, 0),
        ("Room", .keep, 0), ("BusinessService", .stale, 0), ("UnresolvedReference", .delete, 0),
        ("KubernetesCluster", .retire, 30), ("SoftwareInstallation", .delete, 0),
    ])
    func missingItems(_ ciClass: String, _ policy: ReconciliationRules.MissingPolicy, _ days: Int) throws {
        let rule = schema.missingRule(of: try schema.resolveClass(ciClass))
        #expect((rule.policy, rule.afterDays) == (policy, days))
    }

    /// A policy leads to states that the class's life cycle has.
    @Test func everyPolicyCanBeCarriedOut() {
        for ciClass in schema.classes {
            let rule = schema.missingRule(of: ciClass.code)
            guard let lifecycle = ciClass.lifecycle else { continue }
            if rule.policy == .retire { #expect(lifecycle.state("retired") != nil, "\(ciClass.name)") }
            if rule.policy == .stale || rule.afterDays > 0 {
                #expect(lifecycle.state("stale") != nil, "\(ciClass.name)")
            }
        }
    }

    @Test(arguments: [
        "na", "n/a", "none", "unknown", "to be filled by o.e.m.", "default string", "0", "0123456789", "no asset tag",
        "system serial number", "not specified", "03000200-0400-0500-0006-000700080009",
        "4c4c4544-0000-2010-8020-80c04f202020", "7783-7084-3265-9085-8269-3286-77", "00:00:00:00:00:00",
        "ff:ff:ff:ff:ff:ff", "127.0.0.1", "172.17.0.1", "localhost", "localhost.localdomain", "uninitialized",
        "null", "-",
    ])
    func valuesThatIdentifyNobody(_ value: String) {
        #expect(schema.reconciliation.placeholders.contains(value))
    }

    /// Words that name something real.
    @Test func realNamesAreNoPlaceholders() {
        let real = ["default", "kube-system", "ubuntu", "debian", "nginx", "dmz", "production", "billing", "10.0.0.1"]
        for value in real { #expect(!schema.reconciliation.placeholders.contains(value), "\(value)") }
        for value in schema.reconciliation.placeholders { #expect(value == value.lowercased() && !value.isEmpty) }
    }

    /// The examples of docs/schema.md: the second stands by itself, the third changes what ships.
    @Test func theGuidesExamplesCompile() throws {
        let root = String(#filePath.dropLast("Tests/SchemaTests/DefaultReconciliationTests.swift".count))
        let guide = try String(contentsOfFile: root + "docs/schema.md", encoding: .utf8)
        let examples = guide.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
        try #require(examples.count == 3)
        let alone = DefaultSchema.documents.filter { $0.name != "reconciliation.yaml" }
        let first = try CompiledSchema(
            documents: alone + [SchemaDocument(name: "own.yaml", text: String(examples[1]))])
        #expect(first.effectiveDays(of: "nmap-dmz") == 14)
        #expect(first.missingRule(of: try first.resolveClass("Pod")).policy == .delete)
        #expect(first.reconciliation.placeholders.contains("na"))
        let second = try CompiledSchema(
            documents: DefaultSchema.documents + [SchemaDocument(name: "own.yaml", text: String(examples[2]))])
        #expect(second.missingRule(of: try second.resolveClass("Room")).policy == .stale)
        let server = try second.resolveClass("Server")
        #expect(second.precedence(of: "sap-erp", for: "assetTag", in: server) == 0)
        #expect(second.precedence(of: "netbox", for: "rackPosition", in: server) == 1)
    }
}
