public import Discovery
public import GraphModel

/// A made-up estate of any size that looks like a real one: sites with redundant power and networks, virtualisation and
/// container clusters, storage, databases, brokers, services whose fan-in follows a power law, applications, business
/// services and the teams that own them.
///
/// The same number of configuration items and the same seed give the same records, byte for byte, on every machine. The
/// records are made one at a time: memory does not grow with the estate. An item comes before every relationship that
/// names it.
public struct EstateGenerator: Sendable {
    /// The number of configuration items.
    public let cis: Int
    public let seed: UInt64

    /// How many items an estate can have.
    public static let allowedSizes = EstatePlan.smallest...EstatePlan.largest

    /// Throws `import.limit` when `cis` is outside `allowedSizes`.
    public init(cis: Int, seed: UInt64) throws(ImportError) {
        guard Self.allowedSizes.contains(cis) else {
            throw ImportError(
                .limit, "an estate of \(cis) configuration items cannot be generated",
                advice: "Ask for \(EstatePlan.smallest) to \(EstatePlan.largest).")
        }
        self.cis = cis
        self.seed = seed
    }

    /// Pushes every record of the estate. Throws what the sink throws.
    public func generate(into sink: any DiscoverySink) throws(ImportError) {
        let builder = EstateBuilder(plan: EstatePlan(cis: cis), seed: seed, sink: sink)
        try builder.buildOrganisation()
        try builder.buildLocations()
        try builder.buildPower()
        try builder.buildNetwork()
        try builder.buildCompute()
        try builder.buildStorage()
        try builder.buildMachines()
        try builder.buildDatabases()
        try builder.buildMessaging()
        try builder.buildContainers()
        try builder.buildServices()
        try builder.buildBusiness()
    }
}
