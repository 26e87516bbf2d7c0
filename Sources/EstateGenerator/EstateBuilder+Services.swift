import Discovery
import GraphModel

extension EstateBuilder {
    /// Platform services, the shared services of each site, and the services of each application, in this order.
    func buildServices() throws(ImportError) {
        let tiers = ServiceTiers(services: plan.services)
        for rank in 0..<tiers.platformCount {
            let words = EstateNames.platform
            let name = words[rank % words.count] + "-\(rank / words.count + 1)"
            try service(tiers.platform(rank: rank), name: name, criticality: "critical", redundant: true)
        }
        for site in 0..<plan.sites.count {
            for index in tiers.shared(site: site) { try buildSharedService(index, site: site, tiers) }
        }
        try buildApplicationServers()
        for site in 0..<plan.sites.count {
            let members = tiers.applicationServices(site: site)
            let applications = plan.applications.range(ofSite: site)
            let partition = UnevenPartition(items: members.count, owners: applications.count)
            for application in applications {
                let own = partition.range(application - applications.lowerBound)
                try buildApplication(
                    application, services: members.lowerBound + own.lowerBound..<members.lowerBound + own.upperBound,
                    tiers)
            }
        }
    }

    private func buildSharedService(_ index: Int, site: Int, _ tiers: ServiceTiers) throws(ImportError) {
        var random = random(plan.services, index)
        let name = "\(EstateNames.domain(index))-\(random.element(of: EstateNames.functions))-shared-\(index)"
        try service(index, name: name, criticality: "high", redundant: true)
        try data(index, site: site, &random)
        if random.chance(percent: 40) { try platform(index, tiers, &random, soft: false) }
        try platform(index, tiers, &random, soft: true)
        let topic = random.element(of: plan.topics.range(ofSite: site))
        try relate((plan.services, index), "SENDS_DATA_TO", (plan.topics, topic))
    }

    /// One service of an application, which may depend on those before it.
    func buildApplicationService(_ index: Int, after first: Int, _ tiers: ServiceTiers) throws(ImportError) {
        var random = random(plan.services, index)
        let site = plan.services.site(of: index)
        let name = "\(EstateNames.domain(first))-\(random.element(of: EstateNames.functions))-\(index)"
        try service(index, name: name, criticality: "medium", redundant: random.chance(percent: 10))
        if index > first {
            try relate((plan.services, index), "DEPENDS_ON", (plan.services, random.element(of: first..<index)))
            let other = random.element(of: first..<index)
            try relate((plan.services, index), "DEPENDS_ON", (plan.services, other), Self.soft)
        }
        try data(index, site: site, &random)
        if random.chance(percent: 25) { try platform(index, tiers, &random, soft: false) }
        try platform(index, tiers, &random, soft: true)
        if random.chance(percent: 60) { try platform(index, tiers, &random, soft: true) }
        let shared = tiers.shared(site: site)
        if random.chance(percent: 30) {
            let provider = shared.lowerBound + random.rank(below: shared.count)
            try relate((plan.services, index), "DEPENDS_ON", (plan.services, provider))
        }
        if random.chance(percent: 40) {
            let provider = shared.lowerBound + random.rank(below: shared.count)
            try relate((plan.services, index), "DEPENDS_ON", (plan.services, provider), Self.soft)
        }
        if random.chance(percent: 80) {
            let topic = random.element(of: plan.topics.range(ofSite: site))
            try relate((plan.topics, topic), "SENDS_DATA_TO", (plan.services, index))
        }
    }

    /// A service and what it runs on: a deployment of its site, and when it is redundant another one elsewhere.
    private func service(_ index: Int, name: String, criticality: String, redundant: Bool) throws(ImportError) {
        let site = plan.services.site(of: index)
        let rank = index - plan.services.range(ofSite: site).lowerBound
        try item(
            "Microservice", plan.services, index, name: name,
            [
                Property("businessCriticality", .string(criticality)), Property("environment", "production"),
                Property("state", "live"),
            ], groups: redundant ? [RedundancyGroup(name: "sites", threshold: .atLeast(1))] : [])
        let home = plan.deployments.range(ofSite: site).lowerBound + rank
        try runs(index, onDeployment: home, redundant ? Self.member("sites") : [])
        if redundant {
            let other = (site + 1 + rank % (plan.sites.count - 1)) % plan.sites.count
            let deployments = plan.deployments.range(ofSite: other)
            let spare = deployments.upperBound - 1 - rank % max(1, deployments.count / 12)
            try runs(index, onDeployment: spare, Self.member("sites"))
        }
        try own((plan.services, index))
    }

    /// A service reaches a deployment through its address where it has one.
    private func runs(_ service: Int, onDeployment deployment: Int, _ membership: [Property]) throws(ImportError) {
        let endpoint = endpoint(ofDeployment: deployment)
        let target = endpoint.map { (plan.endpoints, $0) } ?? (plan.deployments, deployment)
        try relate((plan.services, service), "DEPENDS_ON", target, membership)
    }

    /// A database that the service cannot do without, and a cache that it can.
    private func data(_ index: Int, site: Int, _ random: inout RandomSource) throws(ImportError) {
        if random.chance(percent: 60) {
            let database = random.element(of: plan.databases.range(ofSite: site))
            try relate((plan.services, index), "USES", (plan.databases, database))
        }
        if random.chance(percent: 35) {
            let clusters = plan.cacheClusters.range(ofSite: site)
            guard !clusters.isEmpty else { return }
            try relate(
                (plan.services, index), "USES", (plan.cacheClusters, random.element(of: clusters)), Self.soft)
        }
    }

    private func platform(
        _ index: Int, _ tiers: ServiceTiers, _ random: inout RandomSource, soft: Bool
    ) throws(ImportError) {
        let provider = tiers.platform(rank: random.rank(below: tiers.platformCount))
        try relate((plan.services, index), "DEPENDS_ON", (plan.services, provider), soft ? Self.soft : [])
    }
}
