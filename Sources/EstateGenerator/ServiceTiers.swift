/// Which services are platform services that everybody may use, which are shared within a site, and which belong to one
/// application. Dependencies go from applications to shared to platform services only, and within an application
/// backwards: the blast radius of a service stays within what is above it.
struct ServiceTiers {
    private let services: Layer
    private let platformPerSite: Int
    private let sharedPerSite: Int

    init(services: Layer) {
        self.services = services
        let perSite = services.count / services.sites
        platformPerSite = max(2, perSite / 400)
        sharedPerSite = max(3, perSite / 12)
    }

    var platformCount: Int { platformPerSite * services.sites }

    /// The platform service of a rank: neighbours in rank are in different sites.
    func platform(rank: Int) -> Int {
        services.range(ofSite: rank % services.sites).lowerBound + rank / services.sites
    }

    func shared(site: Int) -> Range<Int> {
        let first = services.range(ofSite: site).lowerBound + platformPerSite
        return first..<first + sharedPerSite
    }

    func applicationServices(site: Int) -> Range<Int> {
        shared(site: site).upperBound..<services.range(ofSite: site).upperBound
    }
}
