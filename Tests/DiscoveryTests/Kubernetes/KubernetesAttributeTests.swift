import GraphModel
import Testing

@testable import Discovery

@Suite("Kubernetes: attributes and references, kind by kind")
struct KubernetesAttributeTests {
    typealias Fixture = KubernetesFixture

    static func attributes(_ kind: String, _ members: String, metadata: String = "") throws -> [String: PropertyValue] {
        let run = try Fixture.run(Fixture.object(kind, "x", members, metadata: metadata))
        #expect(run.rejections == [])
        let scope = KubernetesKind(rawValue: kind)?.isNamespaced == true ? "default/x" : "x"
        let item = try #require(run.item("c:\(kind)/\(scope)"))
        return Dictionary(uniqueKeysWithValues: item.attributes.map { ($0.key, $0.value) })
    }

    @Test("Nodes, with labels of the past and of today")
    func nodes() throws {
        let labels = "labels: {\"failure-domain.beta.kubernetes.io/zone\": \"z1\"}"
        let addresses = """
            addresses: [{type: "Hostname", address: "h"}, {type: "InternalIP", address: "10.0.0.1"}, \
            {type: "ExternalIP", address: "192.0.2.1"}]
            """
        let info = "nodeInfo: {kubeletVersion: \"v1.18.2\", machineID: \"m1\", architecture: \"arm64\"}"
        let found = try Self.attributes(
            "Node", "spec: {providerID: \"vsphere://4237\", unschedulable: true}, status: {\(addresses), \(info)}",
            metadata: labels)
        #expect(found["zone"] == "z1")
        #expect(found["providerId"] == "vsphere://4237")
        #expect(found["unschedulable"] == true)
        #expect(found["addresses"] == ["10.0.0.1", "192.0.2.1"])
        #expect(found["kubeletVersion"] == "v1.18.2")
        #expect(found["machineId"] == "m1")
        #expect(found["namespace"] == nil)
        #expect(found["state"] == nil)
        #expect(try Self.attributes("Node", "").keys.sorted() == ["name", "uid"])
    }

    @Test(
        "Where a volume's data is",
        arguments: [
            ("csi: {driver: \"d\", volumeHandle: \"vol-1\"}", "vol-1"),
            ("awsElasticBlockStore: {volumeID: \"aws://z/vol-2\"}", "aws://z/vol-2"),
            ("gcePersistentDisk: {pdName: \"disk-3\"}", "disk-3"),
            ("azureDisk: {diskURI: \"/subscriptions/4\"}", "/subscriptions/4"),
            ("vsphereVolume: {volumePath: \"[ds] a.vmdk\"}", "[ds] a.vmdk"), ("cinder: {volumeID: \"c5\"}", "c5"),
            ("local: {path: \"/mnt/6\"}", "/mnt/6"), ("hostPath: {path: \"/data\"}", "/data"),
            ("nfs: {server: \"nas\", path: \"/e\"}", "nas:/e"),
        ])
    func volumes(source: String, handle: String) throws {
        let found = try Self.attributes(
            "PersistentVolume",
            "spec: {\(source), capacity: {storage: \"5Gi\"}, persistentVolumeReclaimPolicy: \"Retain\"}")
        #expect(found["volumeHandle"] == .string(handle))
        #expect(found["capacity"] == "5Gi")
        #expect(found["reclaimPolicy"] == "Retain")
    }

    @Test("A volume of no known kind, a claim that is not bound yet")
    func unbound() throws {
        #expect(try Self.attributes("PersistentVolume", "spec: {flexVolume: {driver: \"d\"}}")["volumeHandle"] == nil)
        let claim =
            "spec: {resources: {requests: {storage: \"1Gi\"}}, storageClassName: \"fast\"}, status: {phase: \"Pending\"}"
        #expect(try Self.attributes("PersistentVolumeClaim", claim)["capacity"] == "1Gi")
        let run = try Fixture.run(Fixture.object("PersistentVolumeClaim", "x", claim))
        #expect(
            run.edges.filter { $0.hasPrefix("c:PersistentVolumeClaim") } == [
                "c:PersistentVolumeClaim/default/x PART_OF c:Namespace/default",
                "c:PersistentVolumeClaim/default/x PROVISIONED_FROM c:StorageClass/fast",
            ])
    }

    @Test("Workloads state how many pods they want and have")
    func workloads() throws {
        func counts(_ kind: String, _ members: String) throws -> [PropertyValue?] {
            let found = try Self.attributes(kind, members)
            return [found["replicas"], found["readyReplicas"]]
        }
        #expect(try counts("Deployment", "spec: {replicas: 4}, status: {readyReplicas: 3}") == [4, 3])
        #expect(try counts("Deployment", "spec: {}") == [1, nil])
        #expect(try counts("ReplicationController", "spec: {replicas: 0}, status: {}") == [0, nil])
        #expect(try counts("DaemonSet", "spec: {}, status: {desiredNumberScheduled: 9, numberReady: 8}") == [9, 8])
        #expect(try counts("Job", "spec: {parallelism: 2}, status: {ready: 1}") == [2, 1])
        #expect(
            try Self.attributes("CronJob", "spec: {schedule: \"0 3 * * *\", suspend: false}")["schedule"] == "0 3 * * *"
        )
        #expect(try Self.attributes("CronJob", "spec: {schedule: \"@daily\", suspend: true}")["suspended"] == true)
    }

    @Test("Services")
    func services() throws {
        let ports = "ports: [{port: 53, protocol: \"UDP\"}, {port: 443}]"
        let found = try Self.attributes("Service", "spec: {type: \"LoadBalancer\", clusterIP: \"10.0.0.2\", \(ports)}")
        #expect(found["ports"] == ["53/UDP", "443/TCP"])
        #expect(found["serviceType"] == "LoadBalancer")
        #expect(found["clusterIP"] == "10.0.0.2")
        #expect(try Self.attributes("Service", "")["ports"] == nil)
    }

    @Test("States: what is being deleted, what has ended")
    func states() throws {
        let gone = "deletionTimestamp: \"2026-11-20T10:00:00Z\""
        #expect(try Self.attributes("ConfigMap", "", metadata: gone)["state"] == "terminating")
        #expect(try Self.attributes("ConfigMap", "")["state"] == nil)
        func state(_ phase: String, metadata: String = "") throws -> PropertyValue? {
            try Self.attributes("Pod", "spec: {}, status: {phase: \"\(phase)\"}", metadata: metadata)["state"]
        }
        #expect(try state("Running") == "running")
        #expect(try state("Pending") == "pending")
        #expect(try state("Succeeded") == "succeeded")
        #expect(try state("Failed") == "failed")
        #expect(try state("Unknown") == "running")
        #expect(try state("Running", metadata: gone) == "terminating")
        #expect(try state("Failed", metadata: gone) == "failed")
    }

    @Test("Everything a pod can mount")
    func mounts() throws {
        let spec = """
            spec: {nodeName: "n", serviceAccount: "old", volumes: [
              {name: "a", persistentVolumeClaim: {claimName: "claim", readOnly: true}},
              {name: "b", configMap: {name: "cm"}}, {name: "c", secret: {secretName: "sec", optional: true}},
              {name: "d", projected: {sources: [{configMap: {name: "pcm", optional: true}}, {secret: {name: "psec"}}, {downwardAPI: {}}]}},
              {name: "scratch", ephemeral: {volumeClaimTemplate: {spec: {}}}}, {name: "e", emptyDir: {}}, {name: "f", hostPath: {path: "/"}}],
             containers: [{name: "m", envFrom: [{configMapRef: {name: "cm", optional: true}}, {secretRef: {name: "sec"}}]}],
             initContainers: [{name: "i", env: [{name: "V", valueFrom: {secretKeyRef: {name: "initsec", key: "k"}}}]}],
             ephemeralContainers: [{name: "g", env: [{name: "V", valueFrom: {configMapKeyRef: {name: "debug", key: "k", optional: true}}}]}]}
            """
        let run = try Fixture.run(Fixture.object("Pod", "p", spec))
        #expect(run.rejections == [])
        let needs = run.edges.filter { $0.hasPrefix("c:Pod/default/p ") }.map {
            $0.dropFirst(16).replacing("c:", with: "")
        }
        #expect(
            needs == [
                "AUTHENTICATES_WITH ServiceAccount/default/old", "MOUNTS ConfigMap/default/cm",
                "MOUNTS ConfigMap/default/debug {effect: soft}", "MOUNTS ConfigMap/default/pcm {effect: soft}",
                "MOUNTS PersistentVolumeClaim/default/claim", "MOUNTS PersistentVolumeClaim/default/p-scratch",
                "MOUNTS Secret/default/initsec", "MOUNTS Secret/default/psec",
                // Optional in one place and needed in another is needed.
                "MOUNTS Secret/default/sec", "PART_OF Namespace/default", "RUNS_ON Node/n",
            ])
    }

    @Test("Ingresses of three API versions")
    func ingresses() throws {
        func edges(_ spec: String) throws -> [String] {
            let run = try Fixture.run(Fixture.object("Ingress", "i", "spec: {\(spec)}"))
            #expect(run.rejections == [])
            return run.edges.filter { $0.contains("ROUTES_TO") }.map { $0.replacing("c:", with: "") }
        }
        let one = ["Ingress/default/i ROUTES_TO Service/default/s"]
        #expect(try edges("defaultBackend: {service: {name: \"s\", port: {number: 80}}}") == one)
        #expect(try edges("backend: {serviceName: \"s\", servicePort: \"http\"}") == one)
        #expect(try edges("rules: [{http: {paths: [{backend: {service: {name: \"s\"}}}]}}, {host: \"h\"}]") == one)
        #expect(
            try edges(
                "rules: [{http: {paths: [{path: \"/\", backend: {serviceName: \"s\"}}, {backend: {serviceName: \"s\"}}]}}]"
            ) == one)
        #expect(try edges("rules: [{http: {paths: [{backend: {resource: {kind: \"Bucket\", name: \"b\"}}}]}}]") == [])
        #expect(try edges("") == [])
        let two = "backend: {serviceName: \"s\"}, rules: [{http: {paths: [{backend: {serviceName: \"t\"}}]}}]"
        #expect(try edges(two).count == 2)
    }

    @Test("Endpoints: only addresses that are ready, and pods of other namespaces by name")
    func endpoints() throws {
        let slice = """
            endpoints: [{conditions: {ready: true}, targetRef: {kind: "Pod", name: "p1", namespace: "other"}},
              {conditions: {}, targetRef: {kind: "Pod", name: "p2"}}, {targetRef: {kind: "Pod", name: "p3"}},
              {conditions: {ready: false}, targetRef: {kind: "Pod", name: "p4"}}, {targetRef: {kind: "Node", name: "n"}}, {addresses: ["192.0.2.9"]}]
            """
        let run = try Fixture.run(
            Fixture.object("EndpointSlice", "s-1", slice, metadata: "labels: {\"kubernetes.io/service-name\": \"s\"}"),
            Fixture.object("Service", "s", "spec: {}"))
        #expect(run.rejections == [])
        #expect(
            run.relationships.filter { $0.type == "ROUTES_TO" }.map { run.name($0.target) } == [
                "c:Pod/other/p1", "c:Pod/default/p2", "c:Pod/default/p3",
            ])
        #expect(run.groups == ["c:Service/default/s [pods] atLeast 1"])
        let alone = try Fixture.run(Fixture.object("EndpointSlice", "s-1", slice))
        #expect(alone.relationships.filter { $0.type == "ROUTES_TO" } == [])
    }

    @Test("Control planes: a majority of their nodes; clusters of control-plane nodes only")
    func controlPlanes() throws {
        func groups(controllers: Int, workers: Int) throws -> [String] {
            let role = "labels: {\"node-role.kubernetes.io/master\": \"\"}"
            let nodes =
                (0..<controllers).map { Fixture.object("Node", "c\($0)", metadata: role) }
                + (0..<workers).map { Fixture.object("Node", "w\($0)") }
            return try Fixture.run("[\(nodes.joined(separator: ","))]").groups
        }
        #expect(try groups(controllers: 0, workers: 2) == ["c:Cluster [members] atLeast 1"])
        #expect(
            try groups(controllers: 1, workers: 0) == [
                "c:Cluster [members] atLeast 1", "c:ControlPlane [members] atLeast 1",
            ])
        #expect(try groups(controllers: 3, workers: 1).last == "c:ControlPlane [members] atLeast 2")
        #expect(try groups(controllers: 5, workers: 1).last == "c:ControlPlane [members] atLeast 3")
        #expect(try Fixture.run(Fixture.object("ConfigMap", "a")).groups == [])
    }
}
