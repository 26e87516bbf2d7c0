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
        var providers = Providers()
        if random.chance(percent: 40) { providers.add(platform(tiers, &random), soft: false) }
        providers.add(platform(tiers, &random), soft: true)
        try depend(index, on: providers)
        let topic = random.element(of: plan.topics.range(ofSite: site))
        try relate((plan.services, index), "SENDS_DATA_TO", (plan.topics, topic))
    }

    /// One service of an application, which may depend on those before it.
    func buildApplicationService(_ index: Int, after first: Int, _ tiers: ServiceTiers) throws(ImportError) {
        var random = random(plan.services, index)
        let site = plan.services.site(of: index)
        let name = "\(EstateNames.domain(first))-\(random.element(of: EstateNames.functions))-\(index)"
        try service(index, name: name, criticality: "medium", redundant: random.chance(percent: 10))
        var providers = Providers()
        if index > first {
            providers.add(random.element(of: first..<index), soft: false)
            providers.add(random.element(of: first..<index), soft: true)
        }
        try data(index, site: site, &random)
        if random.chance(percent: 25) { providers.add(platform(tiers, &random), soft: false) }
        providers.add(platform(tiers, &random), soft: true)
        if random.chance(percent: 60) { providers.add(platform(tiers, &random), soft: true) }
        let shared = tiers.shared(site: site)
        if random.chance(percent: 30) {
            providers.add(shared.lowerBound + random.rank(below: shared.count), soft: false)
        }
        if random.chance(percent: 40) {
            providers.add(shared.lowerBound + random.rank(below: shared.count), soft: true)
        }
        try depend(index, on: providers)
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

    /// A platform service; a few of them are everybody's.
    private func platform(_ tiers: ServiceTiers, _ random: inout RandomSource) -> Int {
        tiers.platform(rank: random.rank(below: tiers.platformCount))
    }

    private func depend(_ index: Int, on providers: Providers) throws(ImportError) {
        for provider in providers.list {
            try relate(
                (plan.services, index), "DEPENDS_ON", (plan.services, provider.service),
                provider.isSoft ? Self.soft : [])
        }
    }
}

/// The services that a service depends on, each once.
private struct Providers {
    private(set) var list: [(service: Int, isSoft: Bool)] = []

    /// What was added first stays as it is.
    mutating func add(_ service: Int, soft: Bool) {
        if !list.contains(where: { $0.service == service }) { list.append((service, soft)) }
    }
}
