import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("Kubernetes: redundancy")
struct KubernetesRedundancyTests {
    typealias Fixture = KubernetesFixture

    /// A deployment with a replica set and pods `p0 …`, of which the last `unready` do not answer.
    static func deployment(_ replicas: Int, unready: Int = 0, budgets: String...) -> String {
        var objects = [
            Fixture.object("Deployment", "d", "spec: {replicas: \(replicas)}", apiVersion: "apps/v1"),
            Fixture.object(
                "ReplicaSet", "r", "spec: {replicas: \(replicas)}",
                metadata: "ownerReferences: [{kind: \"Deployment\", name: \"d\", uid: \"uid-Deployment-d\"}]"),
        ]
        for index in 0..<replicas {
            objects.append(Fixture.pod("p\(index)", owner: "ReplicaSet/r", ready: index < replicas - unready))
        }
        for (index, budget) in budgets.enumerated() {
            let spec = "spec: {\(budget), selector: {matchLabels: {app: \"a\"}}}"
            objects.append(Fixture.object("PodDisruptionBudget", "b\(index)", spec, apiVersion: "policy/v1"))
        }
        return "[\(objects.joined(separator: ","))]"
    }

    static func threshold(_ run: ImporterRun, _ item: String = "Deployment/default/d") -> String? {
        run.groups.first { $0.hasPrefix("c:\(item) ") }.map { String($0.split(separator: "]").last?.dropFirst() ?? "") }
    }

    @Test(
        "What a budget means, for the number of replicas",
        arguments: [
            ("minAvailable: 2", 3, 2), ("minAvailable: 3", 3, 3), ("minAvailable: 0", 3, 1), ("minAvailable: 9", 3, 3),
            ("minAvailable: \"50%\"", 7, 4), ("minAvailable: \"50%\"", 4, 2), ("minAvailable: \"1%\"", 3, 1),
            ("minAvailable: \"100%\"", 5, 5), ("minAvailable: \"0%\"", 5, 1), ("maxUnavailable: 1", 3, 2),
            ("maxUnavailable: 3", 3, 1), ("maxUnavailable: 0", 3, 3), ("maxUnavailable: \"30%\"", 3, 2),
            ("maxUnavailable: \"30%\"", 10, 7), ("maxUnavailable: \"34%\"", 3, 1), ("maxUnavailable: \"0%\"", 4, 4),
        ])
    func budgets(budget: String, replicas: Int, expected: Int) throws {
        let run = try Fixture.run(Self.deployment(replicas, budgets: budget))
        #expect(run.rejections == [])
        #expect(Self.threshold(run) == "atLeast \(expected)")
        #expect(Self.threshold(run, "ReplicaSet/default/r") == "atLeast \(expected)")
    }

    @Test("Without a budget one pod is enough; of several budgets the strictest counts")
    func defaults() throws {
        #expect(Self.threshold(try Fixture.run(Self.deployment(4))) == "atLeast 1")
        let run = try Fixture.run(Self.deployment(4, budgets: "minAvailable: 2", "maxUnavailable: 1"))
        #expect(Self.threshold(run) == "atLeast 3")
    }

    @Test("Pods that do not answer are no members, and the threshold asks for no more than there are")
    func unready() throws {
        let run = try Fixture.run(Self.deployment(3, unready: 2, budgets: "minAvailable: 2"))
        #expect(Self.threshold(run) == "atLeast 1")
        #expect(GateEvaluation(run).down([]) == [])
        let none = try Fixture.run(Self.deployment(2, unready: 2))
        #expect(GateEvaluation(none).down([]) == ["c:Deployment/default/d", "c:ReplicaSet/default/r"])
    }

    @Test("A workload scaled to zero, or whose pods were not listed, has no gate")
    func withoutPods() throws {
        #expect(Self.threshold(try Fixture.run(Self.deployment(0))) == nil)
        #expect(try Fixture.run(Fixture.object("Deployment", "d", "spec: {replicas: 3}")).groups == [])
    }

    @Test("A count over two workloads: each may rely on the other")
    func sharedBudget() throws {
        var objects: [String] = []
        for name in ["x", "y"] {
            objects.append(Fixture.object("StatefulSet", name, "spec: {replicas: 3}"))
            for index in 0..<3 { objects.append(Fixture.pod("\(name)\(index)", owner: "StatefulSet/\(name)")) }
        }
        for (budget, expected) in [("minAvailable: 5", 2), ("minAvailable: 2", 1), ("minAvailable: \"60%\"", 2)] {
            let object = Fixture.object(
                "PodDisruptionBudget", "b", "spec: {\(budget), selector: {}}", apiVersion: "policy/v1")
            let run = try Fixture.run("[\(objects.joined(separator: ",")),\(object)]")
            #expect(Self.threshold(run, "StatefulSet/default/x") == "atLeast \(expected)", "\(budget)")
            #expect(Self.threshold(run, "StatefulSet/default/y") == "atLeast \(expected)", "\(budget)")
        }
    }

    @Test("Services: the selector must match wholly, in the same namespace; an empty one selects nothing")
    func services() throws {
        func service(_ name: String, _ selector: String, namespace: String = "default") -> String {
            Fixture.object("Service", name, "spec: {selector: {\(selector)}}", metadata: "namespace: \"\(namespace)\"")
        }
        let run = try Fixture.run(
            Fixture.list(
                Fixture.pod("p", labels: "app: \"a\", tier: \"1\""), Fixture.pod("q", labels: "app: \"a\""),
                Fixture.pod("ended", labels: "app: \"a\"", phase: "Succeeded"),
                Fixture.pod("failed", labels: "app: \"a\"", phase: "Failed"),
                Fixture.pod("starting", labels: "app: \"b\"", ready: false, phase: "Pending"),
                service("all", "app: \"a\""), service("one", "app: \"a\", tier: \"1\""), service("none", "app: \"z\""),
                service("empty", ""), service("far", "app: \"a\"", namespace: "other"), service("waits", "app: \"b\"")))
        #expect(
            run.edges.filter { $0.contains("ROUTES_TO") }.map {
                String($0.dropLast(" {group: pods, inferred: true}".count))
            } == [
                "c:Service/default/all ROUTES_TO c:Pod/default/p", "c:Service/default/all ROUTES_TO c:Pod/default/q",
                "c:Service/default/one ROUTES_TO c:Pod/default/p",
            ])
        #expect(GateEvaluation(run).down([]) == ["c:Service/default/waits"])
        #expect(GateEvaluation(run).down(["c:Pod/default/p"]).contains("c:Service/default/one"))
    }

    @Test("Jobs whose pods have yet to start, or have ended, are not down")
    func jobs() throws {
        let job = Fixture.object("Job", "j", "spec: {parallelism: 2}")
        for pod in [
            Fixture.pod("p", owner: "Job/j", ready: false, phase: "Pending"),
            Fixture.pod("p", owner: "Job/j", ready: false, phase: "Succeeded"),
        ] {
            #expect(try Fixture.run(Fixture.list(job, pod)).groups == [])
        }
        let run = try Fixture.run(Fixture.list(job, Fixture.pod("p", owner: "Job/j")))
        #expect(run.groups == ["c:Job/default/j [pods] atLeast 1"])
    }

    @Test("Owners by uid: one that was not listed is named, one that was replaced is gone")
    func owners() throws {
        let pod = Fixture.pod("p", owner: "ReplicaSet/r")
        #expect(try Fixture.run(pod).edges.contains("c:ReplicaSet/default/r OWNS c:Pod/default/p"))
        let other = Fixture.object("ReplicaSet", "r").replacing("uid-ReplicaSet-r", with: "uid-new")
        #expect(!(try Fixture.run(Fixture.list(pod, other)).edges.contains { $0.contains(" OWNS ") }))
        let custom = Fixture.pod("p", owner: "Rollout/r")
        #expect(!(try Fixture.run(custom).edges.contains { $0.contains(" OWNS ") }))
    }

    @Test("Owners in a circle end")
    func circle() throws {
        func set(_ name: String, _ owner: String) -> String {
            let reference =
                "ownerReferences: [{kind: \"ReplicaSet\", name: \"\(owner)\", uid: \"uid-ReplicaSet-\(owner)\"}]"
            return Fixture.object("ReplicaSet", name, "spec: {replicas: 1}", metadata: reference)
        }
        let run = try Fixture.run(Fixture.list(set("a", "b"), set("b", "a"), Fixture.pod("p", owner: "ReplicaSet/a")))
        #expect(run.groups == ["c:ReplicaSet/default/a [pods] atLeast 1", "c:ReplicaSet/default/b [pods] atLeast 1"])
        #expect(run.edges.filter { $0.contains("DEPENDS_ON") }.count == 2)
    }

    @Test(
        "Selectors",
        arguments: [
            ("matchLabels: {a: \"1\"}", true), ("matchLabels: {a: \"2\"}", false),
            ("matchLabels: {a: \"1\", b: \"2\"}", true),
            ("matchExpressions: [{key: \"a\", operator: \"In\", values: [\"0\", \"1\"]}]", true),
            ("matchExpressions: [{key: \"c\", operator: \"In\", values: [\"1\"]}]", false),
            ("matchExpressions: [{key: \"a\", operator: \"NotIn\", values: [\"1\"]}]", false),
            ("matchExpressions: [{key: \"c\", operator: \"NotIn\", values: [\"1\"]}]", true),
            ("matchExpressions: [{key: \"b\", operator: \"Exists\"}]", true),
            ("matchExpressions: [{key: \"c\", operator: \"Exists\"}]", false),
            ("matchExpressions: [{key: \"c\", operator: \"DoesNotExist\"}]", true),
            ("matchLabels: {a: \"1\"}, matchExpressions: [{key: \"b\", operator: \"DoesNotExist\"}]", false),
            ("", true),
        ])
    func selectors(selector: String, selects: Bool) throws {
        let run = try Fixture.run(
            Fixture.list(
                Fixture.object("StatefulSet", "s", "spec: {replicas: 2}"),
                Fixture.pod("p", labels: "a: \"1\", b: \"2\"", owner: "StatefulSet/s"),
                Fixture.pod("q", labels: "a: \"1\", b: \"2\"", owner: "StatefulSet/s"),
                Fixture.object(
                    "PodDisruptionBudget", "b", "spec: {minAvailable: 2, selector: {\(selector)}}",
                    apiVersion: "policy/v1")))
        #expect(Self.threshold(run, "StatefulSet/default/s") == "atLeast \(selects ? 2 : 1)")
    }

    @Test("The order of objects and of inputs does not matter", arguments: Seeds.first(6))
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var objects = [
            Fixture.object("Deployment", "d", "spec: {replicas: 2}"),
            Fixture.object(
                "ReplicaSet", "r", "spec: {replicas: 2}",
                metadata: "ownerReferences: [{kind: \"Deployment\", name: \"d\", uid: \"uid-Deployment-d\"}]"),
            Fixture.pod("p", owner: "ReplicaSet/r"), Fixture.pod("q", owner: "ReplicaSet/r"),
            Fixture.object("Service", "s", "spec: {selector: {app: \"a\"}}"),
            Fixture.object(
                "PodDisruptionBudget", "b", "spec: {minAvailable: 2, selector: {matchLabels: {app: \"a\"}}}",
                apiVersion: "policy/v1"),
        ]
        let first = try Fixture.run("[\(objects.joined(separator: ","))]")
        objects.shuffle(using: &generator)
        let cut = generator.below(objects.count)
        let second = try Fixture.run(
            Fixture.list(objects[..<cut].joined(separator: ",")).replacing("[]", with: "[]"),
            "[\(objects[cut...].joined(separator: ","))]")
        #expect(second.edges == first.edges, "seed \(seed)")
        #expect(second.groups == first.groups, "seed \(seed)")
        #expect(Set(second.items.map(\.nativeID)) == Set(first.items.map(\.nativeID)), "seed \(seed)")
    }
}
