import GraphModel
import Schema
import Testing

@Suite struct DefaultSchemaTests {
    private let schema: CompiledSchema

    init() throws { schema = try TestSchemas.shipped.get() }

    @Test func isLargeEnoughForRealEstates() {
        #expect(schema.classes.count >= 150)
        #expect(schema.relationshipTypes.count >= 40)
        #expect(schema.versions.first == "faultline-core 1")
        #expect(schema.versions.count == DefaultSchema.documents.count)
    }

    @Test func everyClassAndTypeIsExplained() {
        for ciClass in schema.classes { #expect(!ciClass.description.isEmpty, "\(ciClass.name)") }
        for type in schema.relationshipTypes {
            #expect(type.forwardLabel != type.name && !type.forwardLabel.isEmpty, "\(type.name)")
        }
    }

    @Test func classesMapToLabels() throws {
        #expect(
            schema.labels(of: try schema.resolveClass("VirtualMachine"))
                == ["ComputeResource", "ConfigurationItem", "Equipment", "VirtualMachine"])
        #expect(
            schema.labels(of: try schema.resolveClass("DebianPackage"))
                == ["ConfigurationItem", "DebianPackage", "Software", "SoftwarePackage"])
    }

    /// The table of impact specs that the product promises, row by row.
    @Test(arguments: [
        ("Application", "DEPENDS_ON", "Database", ImpactEffect.hard, ImpactEffect.none),
        ("Microservice", "USES", "API", .hard, .none),
        ("VirtualMachine", "RUNS_ON", "Hypervisor", .hard, .none),
        ("Application", "HOSTED_ON", "Server", .hard, .none),
        ("VirtualMachine", "VIRTUALISED_BY", "Hypervisor", .hard, .none),
        ("VirtualMachine", "GETS_RESOURCES_FROM", "ResourcePool", .hard, .none),
        ("VirtualMachine", "STORED_ON", "Datastore", .hard, .none),
        ("Rack", "CONTAINS", "Server", .none, .hard),
        ("Site", "CONTAINS", "Room", .none, .hard),
        ("Chassis", "CONTAINS", "BladeServer", .none, .hard),
        ("ApplicationSystem", "CONTAINS", "ApplicationComponent", .soft, .hard),
        ("ApplicationSystem", "OWNS", "ApplicationComponent", .soft, .hard),
        ("Deployment", "OWNS", "ReplicaSet", .none, .none),
        ("KubernetesNamespace", "CONTAINS", "Deployment", .none, .none),
        ("ApplicationComponent", "PART_OF", "Application", .hard, .soft),
        ("Server", "LOCATED_IN", "Rack", .hard, .none),
        ("PowerDistributionUnit", "POWERS", "Server", .none, .hard),
        ("Application", "PROVIDES", "API", .none, .hard),
        ("StorageArray", "EXPORTS_TO", "Hypervisor", .none, .hard),
        ("DataPipeline", "SENDS_DATA_TO", "DataWarehouse", .none, .soft),
        ("Server", "MEMBER_OF", "ServerCluster", .none, .hard),
        ("Person", "MEMBER_OF", "Team", .none, .none),
        ("Switch", "CONNECTS_TO", "Switch", .none, .none),
        ("VirtualisationManager", "MANAGES", "Hypervisor", .none, .none),
        ("Container", "PROVISIONED_FROM", "ContainerImage", .none, .none),
        ("StorageArray", "REPLICATES_TO", "StorageArray", .none, .none),
        ("Server", "PROTECTED_BY", "BackupSystem", .none, .none),
        ("Application", "DOCUMENTED_BY", "Runbook", .none, .none),
        ("BusinessService", "OWNED_BY", "Team", .none, .none),
        ("Change", "AFFECTS", "Server", .none, .none),
    ])
    func impactFlowsAsPromised(
        _ source: String, _ type: String, _ target: String, _ onSource: ImpactEffect, _ onTarget: ImpactEffect
    ) throws {
        let (from, to) = (try schema.resolveClass(source), try schema.resolveClass(target))
        let code = try schema.resolveType(type)
        let spec = schema.impactSpec(type: code, source: from, target: to)
        #expect((spec.effectOnSource, spec.effectOnTarget) == (onSource, onTarget))
        #expect(schema.isAllowed(code, from: from, to: to))
    }

    @Test func membersFormAGroup() throws {
        let spec = schema.impactSpec(
            type: try schema.resolveType("MEMBER_OF"), source: try schema.resolveClass("KubernetesNode"),
            target: try schema.resolveClass("KubernetesCluster"))
        #expect(spec.group == "members")
        #expect(spec.threshold == GroupThreshold(.atLeast(1)))
    }

    /// A rule or an override on classes between which the type may not stand would never apply.
    @Test func everyRuleAndOverrideCanApply() throws {
        for type in schema.relationshipTypes {
            for rule in type.rules {
                #expect(schema.isAllowed(type.code, from: rule.source, to: rule.target), "\(type.name)")
            }
            for declared in type.impactOverrides {
                let sources = declared.source.map { [$0] } ?? schema.classes.map(\.code)
                let targets = declared.target.map { [$0] } ?? schema.classes.map(\.code)
                let canApply = sources.contains { source in
                    targets.contains { schema.isAllowed(type.code, from: source, to: $0) }
                }
                #expect(canApply, "\(type.name): \(declared)")
            }
        }
    }

    @Test func peopleAndRecordsTakeNoPartInImpact() throws {
        let record = try schema.resolveClass("InformationRecord")
        let item = try schema.resolveClass("Application")
        for type in schema.relationshipTypes where !["DEPENDS_ON", "RELATES_TO"].contains(type.name) {
            for ciClass in schema.subclasses(of: record) {
                for (source, target) in [(ciClass.code, item), (item, ciClass.code)]
                where schema.isAllowed(type.code, from: source, to: target) {
                    let spec = schema.impactSpec(type: type.code, source: source, target: target)
                    #expect(spec.flow == .none, "\(type.name) \(ciClass.name)")
                }
            }
        }
    }

    @Test func unresolvedReferencesStandAnywhere() throws {
        let unresolved = try schema.resolveClass(ConventionalLabel.unresolvedReference)
        let server = try schema.resolveClass("Server")
        for type in schema.relationshipTypes {
            #expect(schema.isAllowed(type.code, from: server, to: unresolved))
            #expect(schema.isAllowed(type.code, from: unresolved, to: server))
        }
    }

    @Test func servicesAndResponsibilities() throws {
        let services = schema.classes.filter(\.isService).map(\.name)
        #expect(
            services == ["Service", "BusinessService", "TechnicalService", "ServiceOffering", "ServiceChannel"])
        #expect(schema.responsibilityTypes(.owner).map(\.name) == ["OWNED_BY"])
        #expect(schema.responsibilityTypes(.support).map(\.name) == ["SUPPORTED_BY"])
        #expect(schema.responsibilityTypes(.contact).map(\.responsibility?.holder) == [.source])
        #expect(schema.criticalities == ["missionCritical", "critical", "high", "medium", "low"])
    }

    @Test func retiredItemsLeaveImpact() throws {
        let server = try schema.resolveClass("Server")
        for state in ["planned", "ordered", "inStock", "building", "retired", "disposed"] {
            #expect(!schema.takesPartInImpact(server, state: state))
        }
        for state in ["testing", "live", "standby", "maintenance", "stale", "missing"] {
            #expect(schema.takesPartInImpact(server, state: state))
        }
        #expect(schema[server].lifecycle?.initial == "live")
    }

    @Test(arguments: [
        ("Runs on::Runs", "RUNS_ON", false), ("Depends on::Used by", "DEPENDS_ON", false),
        ("Used by::Depends on", "DEPENDS_ON", true), ("Contained by", "CONTAINS", true),
        ("Virtualized by::Virtualizes", "VIRTUALISED_BY", false), ("members::member of", "MEMBER_OF", true),
        ("Managed by", "MANAGES", true), ("ownedBy", "OWNED_BY", false), ("consumesApi", "USES", false),
    ])
    func otherSystemsSpellings(_ spelling: String, _ type: String, _ isReversed: Bool) throws {
        let found = try #require(schema.relationshipSpellings[spelling])
        #expect((schema[found.type].name, found.isReversed) == (type, isReversed))
    }

    @Test func attributesNeverChangeTheirKindWithinTheTree() throws {
        for ciClass in schema.classes {
            for attribute in schema.attributes(of: ciClass.code) {
                let ancestors = schema.lineage(of: ciClass.code).dropFirst()
                for earlier in ancestors.compactMap({ schema.attribute(attribute.name, of: $0) }) {
                    #expect(attribute.need >= earlier.need)
                }
            }
            for rule in ciClass.identityRules {
                for name in rule.attributes { #expect(schema.attribute(name, of: ciClass.code) != nil) }
            }
        }
    }
}
