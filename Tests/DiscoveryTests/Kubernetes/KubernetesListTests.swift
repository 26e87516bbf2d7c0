import GraphModel
import Testing

@testable import Discovery

@Suite("Kubernetes: shapes of input")
struct KubernetesListTests {
    typealias Fixture = KubernetesFixture

    @Test("API lists of an older cluster, one after the other")
    func apiLists() throws {
        let run = try Fixture.run(try Fixture.text("api-lists.json"))
        #expect(run.rejections == [])
        #expect(run.warnings == [])
        #expect(
            run.groups == [
                // 60 % of two round up to two; the budget without a selector of `v1beta1` speaks of nobody.
                "c:Service/old/legacy [pods] atLeast 1", "c:StatefulSet/old/legacy [pods] atLeast 2",
            ])
        let edges = run.edges.map { $0.replacing("c:", with: "") }
        #expect(
            edges.filter { $0.contains("ROUTES_TO") } == [
                "Ingress/old/legacy ROUTES_TO Service/old/legacy",
                "Service/old/legacy ROUTES_TO Pod/old/legacy-0 {group: pods, inferred: true}",
            ])
        #expect(edges.contains("PersistentVolume/local-n1 STORED_ON Node/n1 {inferred: true}"))
        #expect(edges.filter { $0.hasPrefix("Pod/old/batch-28gxk") } == ["Pod/old/batch-28gxk PART_OF Namespace/old"])
        #expect(edges.contains("Job/old/batch OWNS Pod/old/batch-28gxk"))
        #expect(run.attribute("state", of: "c:Pod/old/batch-28gxk") == "succeeded")
        #expect(run.attribute("volumeHandle", of: "c:PersistentVolume/share") == "nas1:/exports/a")
        #expect(run.attribute("inferred", of: "c:Namespace/old") == true)
    }

    @Test("Sorted keys: the list's kind stands behind the items")
    func kindLast() throws {
        let pod = "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"nodeName\":\"n\"}}"
        let text = "{\"apiVersion\":\"v1\",\"items\":[\(pod)],\"kind\":\"PodList\"}"
        let run = try Fixture.run(text)
        #expect(run.rejections == [])
        #expect(run.item("c:Pod/default/p")?.position.path == "$.items[0]")
        #expect(run.edges.contains("c:Pod/default/p RUNS_ON c:Node/n"))
    }

    @Test("A single object, several objects, an array, a list in a list, an empty list")
    func otherShapes() throws {
        let a = Fixture.object("ConfigMap", "a")
        let b = Fixture.object("ConfigMap", "b")
        for text in [
            a + b, a + "\n" + b + "\n", "[\(a),\(b)]", Fixture.list(a, b), Fixture.list(Fixture.list(a), b),
            "\u{FEFF}" + a + b,
        ] {
            let run = try Fixture.run(text)
            #expect(
                run.items.map(\.nativeID).filter { $0.contains("ConfigMap") } == [
                    "c:ConfigMap/default/a", "c:ConfigMap/default/b",
                ])
            #expect(run.rejections == [], "\(text)")
        }
        for empty in [Fixture.list(), "{\"kind\":\"PodList\",\"items\":null}", ""] {
            let run = try Fixture.run(empty)
            #expect(run.items == [])
            #expect(run.rejections == [], "\(empty)")
        }
    }

    @Test("The same object in two inputs is one; another of the same name is told")
    func repeated() throws {
        let first = Fixture.object("ConfigMap", "a")
        let second = first.replacing("uid-", with: "other-")
        let run = try Fixture.run(first, first, second)
        #expect(run.items.filter { $0.ciClass == "ConfigMap" }.count == 1)
        #expect(
            run.warnings.map(\.description) == [
                """
                k3.json:1:1 ($): c:ConfigMap/default/a was read before, with another uid [import.duplicateIdentity]
                  The first counts. Name each cluster: --option cluster=NAME
                """
            ])
    }

    @Test("Bad objects are rejected with their place; the rest goes on")
    func rejections() throws {
        let good = Fixture.object("ConfigMap", "good")
        let run = try Fixture.run(
            Fixture.list(
                "{\"kind\":\"Pod\"}", "{\"kind\":\"Pod\",\"metadata\":{\"name\":7}}", "3", "\"text\"", "null", "[[]]",
                Fixture.object("Deployment", "d", "spec: {replicas: \"three\"}"),
                Fixture.object("Deployment", "e", "spec: []"),
                Fixture.object("Service", "s", "spec: {selector: {app: 1}}"),
                Fixture.pod("p", spec: "containers: [{env: [{valueFrom: {secretKeyRef: {name: true}}}]}]"),
                Fixture.object("PodDisruptionBudget", "b", "spec: {minAvailable: \"half\"}"),
                Fixture.object(
                    "PodDisruptionBudget", "b", "spec: {selector: {matchExpressions: [{key: \"k\", operator: \"Is\"}]}}"
                ),
                Fixture.object("Ingress", "i", "spec: {rules: {}}"), Fixture.object("ConfigMap", "", ""),
                "{\"kind\":[1,{\"a\":2}]}", "{\"metadata\":{\"name\":\"x\"}}",
                Fixture.object("ConfigMap", "w", "", metadata: "creationTimestamp: \"yesterday\""), good))
        #expect(
            run.items.filter { $0.ciClass != "KubernetesCluster" }.map(\.nativeID) == [
                "c:ConfigMap/default/good", "c:Namespace/default",
            ])
        #expect(
            run.rejections.map { "\($0.position?.path ?? "") \($0.message)" } == [
                "$.items[0].metadata the field name is missing", "$.items[1].metadata.name this is not a string",
                "$.items[2] an object is needed here, and this is a number",
                "$.items[3] an object is needed here, and this is a string",
                "$.items[4] an object is needed here, and this is null",
                "$.items[6].spec.replicas this is not a whole number", "$.items[7].spec this is not an object",
                "$.items[8].spec.selector.app this is not a string",
                "$.items[9].spec.containers[0].env[0].valueFrom.secretKeyRef.name this is not a string",
                "$.items[10].spec.minAvailable this is not a count or a percentage",
                "$.items[11].spec.selector.matchExpressions[0].operator this is not one of In, NotIn, Exists, DoesNotExist",
                "$.items[12].spec.rules this is not a list", "$.items[13].metadata the field name is missing",
                "$.items[14].kind a string is needed here, and this is a list",
                "$.items[16].metadata.creationTimestamp this is not a date and time",
                "$.items[15] the object has no kind",
            ])
    }

    @Test("A file that ends too early: what was complete counts")
    func truncated() throws {
        let whole = Fixture.list(Fixture.object("ConfigMap", "a"), Fixture.object("ConfigMap", "b"))
        let run = try Fixture.run(String(whole.prefix(whole.utf8.count - 45)))
        #expect(run.items.contains { $0.nativeID == "c:ConfigMap/default/a" })
        #expect(run.rejections.map(\.kind) == [.syntax])
        #expect(run.rejections.first?.position?.line == 1)
    }

    @Test("Every cut of a file ends in at most one rejection, never in a crash")
    func everyCut() throws {
        let whole = Fixture.list(
            Fixture.pod("p", owner: "ReplicaSet/r"), Fixture.object("Service", "s", "spec: {selector: {app: \"a\"}}"))
        for length in stride(from: 0, to: whole.utf8.count, by: 3) {
            let run = try Fixture.run(String(whole.prefix(length)))
            #expect(run.rejections.count <= 1)
        }
    }

    @Test("Nesting past the limit")
    func nesting() throws {
        let deep = String(repeating: "[", count: 100_000)
        let run = try Fixture.run(Fixture.list(Fixture.object("ConfigMap", "a"), deep))
        #expect(run.rejections.map(\.kind) == [.limit])
        #expect(run.items.contains { $0.nativeID == "c:ConfigMap/default/a" })
    }

    @Test("Options")
    func options() throws {
        let run = try Fixture.run(Fixture.object("ConfigMap", "a"), options: [:])
        #expect(run.item("kubernetes:ConfigMap/default/a") != nil)
        #expect(throws: ImportError.self) { try Fixture.run("", options: ["cluster": ""]) }
        #expect(throws: ImportError.self) { try Fixture.run("", options: ["context": "a"]) }
    }

    @Test(
        "Recognition",
        arguments: [
            ("{\"apiVersion\": \"v1\", \"kind\": \"List\"", true),
            ("\n[{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}", true),
            ("{\"nodes\": []}", false), ("Package: a\n", false), ("", false), ("apiVersion: v1\nkind: Pod\n", false),
        ])
    func recognition(text: String, expected: Bool) {
        #expect(KubernetesImporter.recognises(Array(text.utf8), fileName: "x") == expected)
    }
}
