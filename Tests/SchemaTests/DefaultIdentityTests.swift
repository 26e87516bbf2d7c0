import GraphModel
import Schema
import Testing

/// What the shipped schema takes for the same item, and for two.
@Suite struct DefaultIdentityTests {
    private let schema: CompiledSchema

    init() throws { schema = try TestSchemas.shipped.get() }

    private func rules(_ name: String) throws -> [IdentityRule] {
        schema[try schema.resolveClass(name)].identityRules
    }

    private static let name = IdentityRule(attributes: ["name"])

    /// One name, two items: a false merge would hide one of them.
    @Test(arguments: [
        "Room", "Floor", "Building", "Rack", "Server", "VirtualMachine", "Switch", "NetworkInterface", "FileSystem",
        "Datastore", "KubernetesNamespace", "Deployment", "Pod", "Container", "ContainerNetwork", "CloudSubnet",
        "SecurityGroup", "VirtualNetwork", "ResourcePool", "MessageQueue", "Database", "WebServer", "MonitoringTarget",
        "ApplicationComponent", "Person", "VLAN", "RoutingDomain", "PowerCircuit", "SoftwareFile", "DNSRecord",
    ])
    func aNameAloneIdentifiesNone(_ ciClass: String) throws {
        #expect(try !rules(ciClass).contains(Self.name))
        #expect(try !rules(ciClass).isEmpty)
    }

    /// … and where people name things so that they are one.
    @Test(arguments: [
        "Site", "Region", "Application", "Microservice", "BusinessService", "KubernetesCluster", "ContainerRegistry",
        "VirtualisationManager", "Team", "Supplier", "MonitoringSystem", "IdentityProvider", "ServerCluster", "Network",
        "BackupSystem", "ContainerImage", "SoftwareAsAService",
    ])
    func aNameIdentifiesMost(_ ciClass: String) throws {
        #expect(try rules(ciClass).contains(Self.name))
    }

    @Test func exclusiveAreWhatItemsHaveOneOf() {
        let exclusive = Set(schema.classes.flatMap(\.identityRules).filter(\.isExclusive).map(\.attributes))
        #expect(
            exclusive == [
                ["serialNumber"], ["instanceUUID"], ["cloudId"], ["uid"], ["providerId"], ["containerId"], ["digest"],
                ["worldWideName"], ["personnelNumber"], ["number"], ["prefix", "routingDomain"],
                ["address", "routingDomain"],
            ])
    }

    @Test func computersAreFoundByWhatSourcesShare() throws {
        let expected: [[String]] = [
            ["machineId"], ["biosUUID"], ["macAddresses"], ["fqdn"], ["name", "domain"], ["name", "addresses"],
        ]
        for ciClass in ["ComputeResource", "Server", "VirtualMachine", "CloudInstance", "KubernetesNode"] {
            let found = try rules(ciClass).map(\.attributes)
            #expect(expected.allSatisfy(found.contains), "\(ciClass)")
            #expect(found.contains(["serialNumber"]))
        }
        let device = try rules("Firewall").map(\.attributes)
        for rule in [["macAddress"], ["macAddresses"], ["managementAddress"], ["name", "addresses"]] {
            #expect(device.contains(rule))
        }
        for (ciClass, attribute) in [("Server", "macAddresses"), ("Switch", "macAddresses"), ("Switch", "addresses")] {
            #expect(schema.attribute(attribute, of: try schema.resolveClass(ciClass))?.type == .list(of: .string))
        }
    }

    @Test func dependentItemsAreWithinAnother() throws {
        for ciClass in schema.classes {
            for within in ciClass.identityRules.compactMap(\.within) {
                let type = try schema.resolveType(within)
                let targets = schema.classes.filter { schema.isAllowed(type, from: ciClass.code, to: $0.code) }
                #expect(!targets.isEmpty, "\(ciClass.name) within \(within)")
            }
        }
        let room = try rules("Room")
        #expect(room.map(\.within) == ["LOCATED_IN", "LOCATED_IN"])
        #expect(try rules("KubernetesNamespace").contains(IdentityRule(attributes: ["name"], within: "PART_OF")))
    }

    @Test func everyClassHasARule() {
        for ciClass in schema.classes where ciClass.name != ConventionalLabel.unresolvedReference {
            #expect(!ciClass.identityRules.isEmpty, "\(ciClass.name)")
        }
    }
}
