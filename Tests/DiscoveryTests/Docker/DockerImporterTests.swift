import GraphModel
import Testing

@testable import Discovery

@Suite("Docker")
struct DockerImporterTests {
    static func read(_ name: String, _ options: [String: String] = ["host": "h"]) throws -> Reading {
        Reading(
            DockerImporter.self, Inputs.text(try Fixtures.text("Docker/Fixtures/\(name).json")),
            options: ImporterOptions(values: options))
    }

    /// Records as lines, hashes shortened to two digits, kinds of native ids to one letter.
    static func lines(_ reading: Reading) -> [String] {
        reading.records.map { record in
            var line = record.line.replacing(" inferred=<true>", with: "")
            for digit in "0123456789abcdef" {
                line = line.replacing(String(repeating: digit, count: 64), with: "\(digit)\(digit)")
            }
            return line.replacing("h:container/", with: "").replacing("h:image/sha256:", with: "image-")
        }
    }

    @Test("Inspected containers of a compose project: items")
    func items() throws {
        let reading = try Self.read("inspect")
        #expect(reading.isClean)
        #expect(
            Set(Self.lines(reading).filter { !$0.contains("->") }) == [
                "ContainerImage image-aa name=registry.example.com/shop/web:3.2 uid=sha256:aa digest=sha256:99 tag=3.2",
                "ContainerImage image-bb name=postgres:16", "ContainerImage image-cc name=redis:7",
                "ContainerImage image-dd name=busybox", "ContainerImage image-ee name=nginx:1.25",
                "ContainerNetwork h:network/shop_default name=shop_default uid=ee",
                "ContainerNetwork h:network/ingress name=ingress", "ContainerVolume h:volume/shop_data name=shop_data",
                "ContainerEngine h:engine name=Docker on h", "ComposeProject h:project/shop name=shop",
                "ContainerService h:service/front name=front",
                "Container shop-web-1 name=shop-web-1 state=running containerId=11 restarts=2i "
                    + "ports=[8080:80/tcp, 9000/tcp] addresses=[172.18.0.1] group.worker=atLeast 1",
                "Container shop-db-1 name=shop-db-1 state=running containerId=22 restarts=2i addresses=[172.18.0.2]",
                "Container shop-worker-1 name=shop-worker-1 state=running containerId=33 restarts=2i "
                    + "addresses=[172.18.0.3]",
                "Container shop-worker-2 name=shop-worker-2 state=running containerId=44 restarts=2i "
                    + "addresses=[172.18.0.4]",
                "Container shop-worker-3 name=shop-worker-3 state=running containerId=55 restarts=2i "
                    + "addresses=[172.18.0.5]",
                "Container shop-migrate-1 name=shop-migrate-1 state=succeeded containerId=66 restarts=2i "
                    + "addresses=[172.18.0.6]",
                "Container shop-cache-1 name=shop-cache-1 state=failed containerId=77 restarts=2i "
                    + "addresses=[172.18.0.7]",
                "Container sidecar name=sidecar state=running containerId=88 restarts=2i",
                "Container swarm.1.abc name=swarm.1.abc state=running containerId=99 restarts=2i addresses=[10.0.0.9]",
            ])
        #expect(!Self.lines(reading).contains { $0.contains("hunter2") })
    }

    @Test("Relationships and redundancy")
    func relationships() throws {
        let lines = Self.lines(try Self.read("inspect")).filter { $0.contains("->") }
        #expect(Set(lines).count == lines.count)
        #expect(
            lines.filter { $0.hasPrefix("shop-web-1 ") } == [
                "shop-web-1 -PROVISIONED_FROM-> image-aa", "shop-web-1 -PART_OF-> h:project/shop",
                "shop-web-1 -RUNS_ON-> h:engine", "shop-web-1 -REACHED_THROUGH-> h:network/shop_default",
                // The migration only had to end; the unhealthy worker keeps nothing up; the cache has stopped.
                "shop-web-1 -DEPENDS_ON-> shop-db-1", "shop-web-1 -DEPENDS_ON-> shop-cache-1",
                "shop-web-1 -DEPENDS_ON-> shop-worker-1 group=worker",
                "shop-web-1 -DEPENDS_ON-> shop-worker-2 group=worker",
            ])
        #expect(lines.filter { $0.hasPrefix("shop-db-1 ") }.last == "shop-db-1 -MOUNTS-> h:volume/shop_data")
        #expect(
            lines.filter { $0.hasPrefix("shop-migrate-1 ") } == [
                "shop-migrate-1 -PROVISIONED_FROM-> image-aa", "shop-migrate-1 -PART_OF-> h:project/shop",
            ])
        #expect(
            lines.filter { $0.hasPrefix("sidecar ") } == [
                "sidecar -PROVISIONED_FROM-> image-dd", "sidecar -RUNS_ON-> h:engine",
                "sidecar -DEPENDS_ON-> shop-web-1", "sidecar -DEPENDS_ON-> shop-db-1",
            ])
        #expect(lines.contains("swarm.1.abc -MEMBER_OF-> h:service/front"))
        #expect(lines.contains("h:volume/shop_data -PART_OF-> h:project/shop"))
        #expect(lines.contains("h:volume/shop_data -STORED_ON-> h:engine"))
        #expect(lines.contains("h:network/shop_default -PART_OF-> h:project/shop"))
        #expect(lines.contains("h:engine -RUNS_ON-> ComputeResource:h"))
    }

    @Test("The API's list of containers")
    func list() throws {
        let reading = try Self.read("containers")
        #expect(reading.isClean)
        #expect(
            Self.lines(reading) == [
                "old-web -PROVISIONED_FROM-> image-55", "old-web -RUNS_ON-> h:engine",
                "old-web -REACHED_THROUGH-> h:network/bridge", "old-web -MOUNTS-> h:volume/cachedata",
                "done -PROVISIONED_FROM-> image-66", "ContainerEngine h:engine name=Docker on h",
                "h:engine -RUNS_ON-> ComputeResource:h", "ContainerImage image-55 name=nginx:1.19",
                "ContainerNetwork h:network/bridge name=bridge", "ContainerVolume h:volume/cachedata name=cachedata",
                "ContainerImage image-66 name=job:1",
                "Container old-web name=old-web state=running containerId=11 ports=[8081:80/tcp, 443/tcp] "
                    + "addresses=[172.17.0.2]",
                "Container done name=done state=succeeded containerId=22",
            ])
    }

    @Test("A single object, volumes, information of the engine, a swarm")
    func others() throws {
        #expect(
            Self.lines(try Self.read("single")).last
                == "Container shop-db-1 name=shop-db-1 state=running containerId=22 restarts=2i addresses=[172.18.0.2]")
        // Where another driver keeps a volume nobody says.
        #expect(
            Self.lines(try Self.read("volumes")).filter { $0.contains("STORED_ON") } == [
                "h:volume/shop_data -STORED_ON-> h:engine"
            ])
        #expect(
            Self.lines(try Self.read("info", [:])) == [
                "ContainerEngine docker:engine name=Docker on docker-1 uid=7TRN:IPZB:QYBB version=24.0.7",
                "docker:engine -RUNS_ON-> ComputeResource:docker-1",
            ])
        let swarm = try Self.read("swarm")
        #expect(
            Self.lines(swarm) == [
                "ComputeResource h:node/n1 name=swarm-1 architecture=x86_64 processors=4i memoryMegabytes=8192.0f "
                    + "addresses=[10.7.0.1]",
                "ContainerService h:service/front name=front uid=s1 replicas=3i",
                "h:service/front -PROVISIONED_FROM-> ContainerImage:nginx:1.25",
            ])
        #expect(swarm.warnings.count == 2)
        #expect(swarm.warnings.first?.contains("objects of kind setting are not read (1 found)") == true)
    }
}
