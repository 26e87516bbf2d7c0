import GraphModel
import Testing

@testable import EstateGenerator

@Suite("Blast radii of an estate")
struct BlastRadiusTests {
    static let cis = 10_000
    private static let shared = Result {
        let estate = try EstateTests.collected(cis, seed: 7).estate
        return (estate: estate, impact: PlainImpact(estate))
    }

    let estate: PlainEstate
    let impact: PlainImpact

    init() throws { (estate, impact) = try Self.shared.get() }

    @Test("Most radii are small, some are large, none but a place's is total")
    func distribution() {
        var radii: [(size: Int, index: Int)] = []
        for index in stride(from: 0, to: estate.items.count, by: 5) {
            radii.append((impact.verdicts(failed: index).count, index))
        }
        radii.sort { $0.size < $1.size }
        #expect(radii[radii.count / 2].size < 20)
        #expect(radii[radii.count * 99 / 100].size > 20)
        for (size, index) in radii.reversed() {
            let item = estate.items[index]
            guard !["Site", "Building", "Room", "Rack"].contains(item.ciClass) else { continue }
            #expect(size < Self.cis * 15 / 100, "\(item.nativeID)")
        }
        #expect(radii.filter { $0.size > Self.cis / 50 }.count > 3)
    }

    @Test("A site takes about its share")
    func site() throws {
        let index = try #require(estate.indexes["site-0"])
        let down = impact.verdicts(failed: index).values.filter { $0 == .down }.count
        #expect(down > Self.cis / 6 && down < Self.cis * 2 / 3)
    }

    @Test(
        "One of a redundant pair puts at risk and takes nothing down", arguments: ["ups-0", "core-0", "agg-0", "fw-1"])
    func redundancy(nativeID: String) throws {
        let index = try #require(estate.indexes[nativeID])
        let verdicts = impact.verdicts(failed: index)
        #expect(verdicts.values.contains(.atRisk))
        // Nothing but what hangs on one side of the power: a percentage of the servers.
        #expect(verdicts.values.filter { $0 == .down }.count <= (nativeID == "ups-0" ? Self.cis / 50 : 1))
    }

    @Test("Fan-in of services follows a power law: the first platform service has thousandths, the median next to none")
    func fanIn() throws {
        var dependants: [Int: Int] = [:]
        for edge in estate.edges where edge.type == "DEPENDS_ON" { dependants[edge.target, default: 0] += 1 }
        let services = estate.items.indices.filter { estate.items[$0].nativeID.hasPrefix("ms-") }
        let fanIn = services.map { dependants[$0] ?? 0 }.sorted()
        #expect(try #require(fanIn.last) > services.count / 20)
        #expect(fanIn[fanIn.count / 2] <= 3)
    }
}
