import GraphModel
import Testing

@testable import Discovery

@Suite("Kubernetes: a cluster as kubectl lists it")
struct KubernetesClusterTests {
    let run: ImporterRun

    init() throws {
        run = try KubernetesFixture.run(try KubernetesFixture.text("shop.json"))
    }

    func edges(_ fragment: String) -> [String] {
        run.edges.filter { $0.contains(fragment) }.map { $0.replacing("c:", with: "") }
    }

    @Test("Nothing is rejected; a kind that nobody reads is told once")
    func clean() {
        #expect(run.rejections == [])
        #expect(
            run.warnings.map(\.message) == [
                "objects of kind ServiceMonitor (monitoring.coreos.com/v1) are not read"
            ])
        #expect(run.warnings.first?.position?.path == "$.items[33]")
    }

    @Test("Classes")
    func classes() {
        var counts: [String: Int] = [:]
        for item in run.items { counts[item.ciClass, default: 0] += 1 }
        #expect(
            counts == [
                "KubernetesNamespace": 1, "KubernetesNode": 5, "KubernetesCluster": 1, "ControlPlane": 1,
                "Deployment": 1,
                "ReplicaSet": 2, "StatefulSet": 1, "Pod": 6, "KubernetesService": 3, "EndpointSlice": 1, "Ingress": 1,
                "PodDisruptionBudget": 2, "HorizontalPodAutoscaler": 1, "ConfigMap": 1, "Secret": 2,
                "ServiceAccount": 1,
                "PersistentVolume": 2, "PersistentVolumeClaim": 2, "StorageClass": 1,
            ])
        #expect(Set(run.items.map(\.nativeID)).count == run.items.count)
    }

    @Test("Attributes of a pod")
    func podAttributes() throws {
        let pod = try #require(run.item("c:Pod/shop/db-2"))
        #expect(
            pod.attributes == [
                Property("name", "db-2"), Property("namespace", "shop"),
                Property("uid", run.attribute("uid", of: "c:Pod/shop/db-2") ?? ""),
                Property("labels", ["app=db", "statefulset.kubernetes.io/pod-name=db-2"]),
                Property("createdAt", run.attribute("createdAt", of: "c:Pod/shop/db-2") ?? ""),
                Property("state", "running"), Property("phase", "Running"),
                Property("podIP", run.attribute("podIP", of: "c:Pod/shop/db-2") ?? ""),
                Property("nodeName", "worker-1"),
                Property("ready", false),
            ])
        guard case .zonedDateTime(let moment) = run.attribute("createdAt", of: "c:Pod/shop/db-2") else {
            Issue.record("createdAt is not a date-time")
            return
        }
        #expect("\(moment)".hasPrefix("2026-08-14T07:31"))
        #expect(pod.position.path == "$.items[19]")
        #expect(pod.position.line ?? 0 > 100)
    }

    @Test("Attributes of other kinds")
    func attributes() {
        #expect(
            run.attribute("providerId", of: "c:Node/worker-1")?.string?.hasPrefix("aws:///eu-central-1a/i-") == true)
        #expect(run.attribute("zone", of: "c:Node/worker-2") == "eu-central-1b")
        #expect(run.attribute("operatingSystem", of: "c:Node/cp-1") == "Debian GNU/Linux 12 (bookworm)")
        #expect(run.attribute("replicas", of: "c:Deployment/shop/web") == 3)
        #expect(run.attribute("readyReplicas", of: "c:StatefulSet/shop/db") == 2)
        #expect(run.attribute("ports", of: "c:Service/shop/web") == ["80/TCP"])
        #expect(run.attribute("externalName", of: "c:Service/shop/payments") == "pay.example.net")
        #expect(run.attribute("hosts", of: "c:Ingress/shop/shop") == ["shop.example.com", "www.shop.example.com"])
        #expect(run.attribute("maxUnavailable", of: "c:PodDisruptionBudget/shop/db") == "30%")
        #expect(run.attribute("minAvailable", of: "c:PodDisruptionBudget/shop/web") == "2")
        #expect(run.attribute("provisioner", of: "c:StorageClass/gp3") == "ebs.csi.aws.com")
        #expect(run.attribute("capacity", of: "c:PersistentVolumeClaim/shop/data-db-0") == "20Gi")
        #expect(run.attribute("maxReplicas", of: "c:HorizontalPodAutoscaler/shop/web") == 10)
    }

    @Test("Redundancy")
    func redundancy() {
        #expect(
            run.groups == [
                "c:Cluster [members] atLeast 1", "c:ControlPlane [members] atLeast 2",
                // Two of three are ready, and the budget of three allows one to be missing.
                "c:Deployment/shop/web [pods] atLeast 2", "c:Ingress/shop/shop [backends] atLeast 1",
                "c:ReplicaSet/shop/web-7d4b9c6f5 [pods] atLeast 2", "c:Service/shop/db [pods] atLeast 1",
                "c:Service/shop/web [pods] atLeast 1", "c:StatefulSet/shop/db [pods] atLeast 2",
            ])
    }

    @Test("What a pod needs")
    func podNeeds() {
        #expect(
            edges("Pod/shop/web-7d4b9c6f5-2xkzq ").filter { $0.hasPrefix("Pod/") } == [
                "Pod/shop/web-7d4b9c6f5-2xkzq AUTHENTICATES_WITH ServiceAccount/shop/web",
                "Pod/shop/web-7d4b9c6f5-2xkzq MOUNTS ConfigMap/shop/feature-flags {effect: soft}",
                "Pod/shop/web-7d4b9c6f5-2xkzq MOUNTS ConfigMap/shop/kube-root-ca.crt",
                "Pod/shop/web-7d4b9c6f5-2xkzq MOUNTS ConfigMap/shop/web-settings",
                "Pod/shop/web-7d4b9c6f5-2xkzq MOUNTS Secret/shop/db-login",
                "Pod/shop/web-7d4b9c6f5-2xkzq MOUNTS Secret/shop/web-tls {effect: soft}",
                "Pod/shop/web-7d4b9c6f5-2xkzq MOUNTS Secret/shop/web-tokens",
                "Pod/shop/web-7d4b9c6f5-2xkzq PART_OF Namespace/shop",
                "Pod/shop/web-7d4b9c6f5-2xkzq RUNS_ON Node/worker-1",
            ])
    }

    @Test("Who needs the pods")
    func members() {
        let inferred = "{group: pods, inferred: true}"
        #expect(
            edges(" Pod/").isEmpty
                && edges(" c:Pod/shop/web-7d4b9c6f5-8mdtl") == [
                    "Deployment/shop/web DEPENDS_ON Pod/shop/web-7d4b9c6f5-8mdtl \(inferred)",
                    "ReplicaSet/shop/web-7d4b9c6f5 DEPENDS_ON Pod/shop/web-7d4b9c6f5-8mdtl \(inferred)",
                    "ReplicaSet/shop/web-7d4b9c6f5 OWNS Pod/shop/web-7d4b9c6f5-8mdtl",
                    "Service/shop/web ROUTES_TO Pod/shop/web-7d4b9c6f5-8mdtl \(inferred)",
                ])
        // A pod that is not ready keeps nothing up.
        #expect(edges(" c:Pod/shop/db-2") == ["StatefulSet/shop/db OWNS Pod/shop/db-2"])
        // The slice names a pod that the selector found as well.
        #expect(edges(" c:Pod/shop/web-7d4b9c6f5-2xkzq").filter { $0.contains("ROUTES_TO") }.count == 1)
    }

    @Test("Ingress, volumes, budgets, cluster")
    func others() {
        #expect(
            edges("Ingress/shop/shop ") == [
                "Ingress/shop/shop DEPENDS_ON Service/shop/api {effect: soft, inferred: true}",
                "Ingress/shop/shop DEPENDS_ON Service/shop/web {effect: soft, inferred: true}",
                "Ingress/shop/shop PART_OF Namespace/shop",
                "Ingress/shop/shop ROUTES_TO Service/shop/api {group: backends, inferred: true}",
                "Ingress/shop/shop ROUTES_TO Service/shop/web {group: backends, inferred: true}",
                "Ingress/shop/shop SECURED_BY Secret/shop/web-tls",
            ])
        #expect(edges("PersistentVolumeClaim/shop/data-db-0 ").count == 3)
        #expect(edges(" BOUND_TO ").count == 2)
        #expect(edges(" PROVISIONED_FROM ").count == 4)
        #expect(
            edges(" LIMITS ") == [
                "HorizontalPodAutoscaler/shop/web LIMITS Deployment/shop/web",
                "PodDisruptionBudget/shop/db LIMITS StatefulSet/shop/db {inferred: true}",
                "PodDisruptionBudget/shop/web LIMITS Deployment/shop/web {inferred: true}",
            ])
        #expect(edges(" MEMBER_OF ").count == 5)
        #expect(edges("Namespace/shop PART_OF") == ["Namespace/shop PART_OF Cluster"])
        #expect(edges(" OWNS ").count == 9)
    }

    @Test("Contents of secrets and settings are nowhere")
    func secrets() {
        let everything = "\(run.items) \(run.relationships)"
        for word in ["c2VjcmV0", "secret-pass", "last-applied", "managedFields", "\"info\""] {
            #expect(!everything.contains(word), "\(word)")
        }
    }

    @Test("Blast radius")
    func blastRadius() {
        let gates = GateEvaluation(run)
        func down(_ failed: String...) -> [String] {
            let failed = Set(failed.map { "c:" + $0 })
            return gates.down(failed).subtracting(failed).map { String($0.dropFirst(2)) }.sorted()
        }
        let web = ["2xkzq", "8mdtl", "vq9hw"].map { "Pod/shop/web-7d4b9c6f5-\($0)" }
        let webSet = ["Deployment/shop/web", "ReplicaSet/shop/web-7d4b9c6f5"]
        #expect(gates.down([]) == [])
        // The budget lets one pod go; a node takes two.
        #expect(down(web[0]) == [])
        #expect(
            down("Node/worker-1")
                == ([webSet[0], web[0], web[2], "Pod/shop/db-0", "Pod/shop/db-2", webSet[1], "StatefulSet/shop/db"])
                .sorted())
        #expect(down("Node/worker-1", "Node/worker-2").contains("Cluster"))
        #expect(down("Node/cp-1") == [])
        #expect(down("Node/cp-1", "Node/cp-3") == ["ControlPlane"])
        // A secret that is read by all is a single point of failure; the other backend still keeps the ingress.
        #expect(down("Secret/shop/db-login") == (webSet + web + ["Service/shop/web"]).sorted())
        #expect(down("Secret/shop/db-login", "Service/shop/api").contains("Ingress/shop/shop"))
        #expect(
            down("PersistentVolume/\(volume(1))") == [
                "PersistentVolumeClaim/shop/data-db-1", "Pod/shop/db-1", "StatefulSet/shop/db",
            ])
        #expect(down("Pod/shop/db-0", "Pod/shop/db-1") == ["Service/shop/db", "StatefulSet/shop/db"])
    }

    private func volume(_ claim: Int) -> String {
        edges("PersistentVolumeClaim/shop/data-db-\(claim) BOUND_TO").first?.split(separator: "/").last.map(String.init)
            ?? ""
    }
}
