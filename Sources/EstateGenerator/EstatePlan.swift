/// How many configuration items of each kind an estate has. Every other fact follows from these numbers and the seed.
struct EstatePlan {
    let sites, buildings, rooms, racks: Layer
    let feeds, generators, powerSupplies, powerUnits: Layer
    let coreSwitches, aggregationSwitches, rackSwitches, firewalls, loadBalancers, subnets: Layer
    let servers, hypervisors, hypervisorClusters, machines: Layer
    let arrays, datastores: Layer
    let orchestrators, nodes, namespaces, deployments, images, endpoints, pods: Layer
    let databaseClusters, databaseInstances, databases: Layer
    let brokerClusters, brokers, topics, cacheClusters, caches: Layer
    let applicationServers: Layer
    let services, applications, businessServices, capabilities: Layer
    let teams, people: Layer

    /// Virtual machines come in blocks of this many with one role per position.
    static let roleBlock = 20
    /// The positions of a block of machines that play each role.
    static let nodeRoles = 0..<6
    static let databaseRoles = 6..<8
    static let brokerRole = 8
    static let cacheRole = 9
    static let applicationRoles = 10..<20

    init(cis: Int) {
        var layers = LayerFactory(sites: Self.siteCount(cis))
        let siteCount = layers.sites
        sites = layers.make("site", siteCount)
        let serverCount = max(4 * siteCount, cis / 70)
        let rackCount = max(2 * siteCount, (serverCount + 13) / 14)
        let roomCount = max(siteCount, (rackCount + 23) / 24)
        buildings = layers.make("bldg", max(siteCount, (roomCount + 5) / 6))
        rooms = layers.make("room", roomCount)
        racks = layers.make("rack", rackCount)
        feeds = layers.make("feed", siteCount)
        generators = layers.make("gen", siteCount)
        powerSupplies = layers.make("ups", 2 * roomCount)
        powerUnits = layers.make("pdu", 2 * rackCount)
        coreSwitches = layers.make("core", 2 * siteCount)
        aggregationSwitches = layers.make("agg", 2 * roomCount)
        rackSwitches = layers.make("tor", 2 * rackCount)
        firewalls = layers.make("fw", 2 * siteCount)
        loadBalancers = layers.make("lb", 2 * max(siteCount, cis / 20_000))
        subnets = layers.make("net", rackCount)
        servers = layers.make("srv", serverCount - serverCount * 4 / 5)
        hypervisors = layers.make("hv", serverCount * 4 / 5)
        hypervisorClusters = layers.make("hvc", max(siteCount, serverCount / 10))

        let blocks = max(siteCount, cis * 14 / 100 / Self.roleBlock)
        machines = layers.make("vm", blocks * Self.roleBlock)
        arrays = layers.make("array", max(4 * siteCount, machines.count / 300))
        datastores = layers.make("ds", max(4 * siteCount, machines.count / 25))
        nodes = layers.make("node", blocks * Self.nodeRoles.count)
        orchestrators = layers.make("k8s", max(siteCount, nodes.count / 40))
        namespaces = layers.make("ns", 6 * orchestrators.count)
        databaseInstances = layers.make("dbi", blocks * Self.databaseRoles.count)
        databaseClusters = layers.make("dbc", max(1, databaseInstances.count / 3))
        databases = layers.make("db", 6 * databaseClusters.count)
        brokers = layers.make("mq", blocks)
        brokerClusters = layers.make("mqc", max(1, blocks / 3))
        topics = layers.make("topic", 10 * brokerClusters.count)
        caches = layers.make("cache", blocks)
        cacheClusters = layers.make("cc", max(1, blocks / 2))
        applicationServers = layers.make("app", blocks * Self.applicationRoles.count)

        deployments = layers.make("deploy", cis / 10)
        images = layers.make("image", cis / 20)
        endpoints = layers.make("svc", cis / 20)
        services = layers.make("ms", cis * 9 / 100)
        applications = layers.make("bapp", max(4, services.count / 8))
        businessServices = layers.make("bs", max(3, applications.count / 6))
        capabilities = layers.make("cap", max(2, businessServices.count / 8))
        teams = layers.make("team", max(3, cis / 500))
        people = layers.make("person", 3 * teams.count)
        pods = layers.make("pod", cis - layers.total)
    }

    /// The smallest estate that has one of everything.
    static let smallest = 1_000
    /// Native identifiers, and the arithmetic of the layers, are tried up to here.
    static let largest = 50_000_000

    private static func siteCount(_ cis: Int) -> Int {
        switch cis {
        case ..<5_000: 2
        case ..<50_000: 3
        case ..<500_000: 5
        case ..<5_000_000: 8
        default: 16
        }
    }

    /// Makes layers, and counts what it made.
    private struct LayerFactory {
        let sites: Int
        var total = 0
        var stream: UInt64 = 0

        mutating func make(_ prefix: String, _ count: Int) -> Layer {
            total += count
            stream += 1
            return Layer(prefix: prefix, count: count, sites: sites, stream: stream)
        }
    }
}
