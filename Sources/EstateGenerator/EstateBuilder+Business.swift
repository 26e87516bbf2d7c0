import Discovery
import GraphModel

extension EstateBuilder {
    /// The servers of applications that are not containers; some need a database.
    func buildApplicationServers() throws(ImportError) {
        let perBlock = EstatePlan.applicationRoles.count
        for server in 0..<plan.applicationServers.count {
            var random = random(plan.applicationServers, server)
            let machine = Self.machine(
                block: server / perBlock, position: EstatePlan.applicationRoles.lowerBound + server % perBlock)
            try item(
                "ApplicationServer", plan.applicationServers, server,
                name: "appserver-\(EstateNames.padded(server, 6))",
                [
                    Property("product", random.chance(percent: 50) ? "Apache Tomcat" : "IIS"),
                    Property("state", "live"),
                ])
            try relate((plan.applicationServers, server), "RUNS_ON", (plan.machines, machine))
            try own((plan.applicationServers, server))
            if random.chance(percent: 60) {
                let site = plan.applicationServers.site(of: server)
                let database = random.element(of: plan.databases.range(ofSite: site))
                try relate((plan.applicationServers, server), "USES", (plan.databases, database))
            }
        }
    }

    /// An application: its services (the last is its entry), its farm of servers, and the load balancers before it.
    func buildApplication(_ application: Int, services: Range<Int>, _ tiers: ServiceTiers) throws(ImportError) {
        for service in services { try buildApplicationService(service, after: services.lowerBound, tiers) }
        var random = random(plan.applications, application)
        let farm = UnevenPartition(items: plan.applicationServers.count, owners: plan.applications.count)
            .range(application)
        var groups = [RedundancyGroup(name: "balancers", threshold: .atLeast(1))]
        if !farm.isEmpty { groups.append(RedundancyGroup(name: "farm", threshold: .atLeast((farm.count + 1) / 2))) }
        try item(
            "Application", plan.applications, application,
            name: "\(EstateNames.domain(application))-application-\(application)",
            [
                Property("businessCriticality", random.chance(percent: 20) ? "critical" : "medium"),
                Property("environment", "production"), Property("state", "live"),
            ], groups: groups)
        for service in services {
            let isEntry = service == services.upperBound - 1
            try relate(
                (plan.applications, application), "DEPENDS_ON", (plan.services, service), isEntry ? [] : Self.soft)
        }
        for server in farm {
            try relate(
                (plan.applications, application), "DEPENDS_ON", (plan.applicationServers, server),
                Self.member("farm"))
        }
        let pair = balancerPair(site: plan.applications.site(of: application), &random)
        for side in 0..<2 {
            try relate(
                (plan.applications, application), "DEPENDS_ON", (plan.loadBalancers, 2 * pair + side),
                Self.member("balancers"))
        }
        try own((plan.applications, application))
    }

    private func balancerPair(site: Int, _ random: inout RandomSource) -> Int {
        let (pairs, sites) = (plan.loadBalancers.count / 2, plan.sites.count)
        let ofSite = (pairs - site + sites - 1) / sites
        return site + sites * random.below(ofSite)
    }

    /// Business services on applications, and the capabilities that they serve.
    func buildBusiness() throws(ImportError) {
        for service in 0..<plan.businessServices.count {
            var random = random(plan.businessServices, service)
            let criticality = random.element(of: ["critical", "high", "high", "medium", "low"])
            try item(
                "BusinessService", plan.businessServices, service,
                name: "\(EstateNames.domain(service))-service-\(service)",
                [Property("businessCriticality", .string(criticality)), Property("state", "live")])
            let (applications, owners) = (plan.applications.count, plan.businessServices.count)
            for application in service * applications / owners..<(service + 1) * applications / owners {
                let hard = random.chance(percent: 35)
                try relate(
                    (plan.businessServices, service), "DELIVERED_BY", (plan.applications, application),
                    hard ? [] : Self.soft)
            }
            try own((plan.businessServices, service))
        }
        for capability in 0..<plan.capabilities.count {
            let (services, owners) = (plan.businessServices.count, plan.capabilities.count)
            try item(
                "BusinessCapability", plan.capabilities, capability,
                name: "\(EstateNames.domain(capability))-capability-\(capability)", [Property("state", "live")],
                groups: [RedundancyGroup(name: "services", threshold: .percent(50))])
            for service in capability * services / owners..<(capability + 1) * services / owners {
                try relate(
                    (plan.capabilities, capability), "DELIVERED_BY", (plan.businessServices, service),
                    Self.member("services"))
            }
        }
    }
}
