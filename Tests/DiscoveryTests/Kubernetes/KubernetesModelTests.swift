import GraphModel
import TestSupport
import Testing

@testable import Discovery

/// Random clusters against the plainest computation of who keeps whom up.
@Suite("Kubernetes against a plain model")
struct KubernetesModelTests {
    struct Pod {
        var name: String
        var namespace: String
        var labels: [String: String]
        var set: Int?
        var isReady: Bool
        var phase: String
        var isTerminating: Bool

        var isActive: Bool { phase == "Running" || phase == "Pending" }
        var answers: Bool { isActive && isReady && !isTerminating }
    }

    struct Workload {
        var name: String
        var namespace: String
        var replicas: Int
    }

    struct Selecting {
        var name: String
        var namespace: String
        var labels: [String: String]
        var budget: String
        var amount: Int
        var isPercent: Bool
    }

    struct Cluster {
        var sets: [Workload] = []
        var pods: [Pod] = []
        var services: [Selecting] = []
        var budgets: [Selecting] = []

        init(_ random: inout SeededGenerator) {
            let namespaces = ["n1", "n2"]
            for index in 0..<(1 + random.below(4)) {
                sets.append(
                    Workload(name: "set\(index)", namespace: random.pick(namespaces), replicas: random.below(5)))
            }
            for index in 0..<random.below(14) {
                let set = random.chance(80) ? random.below(sets.count) : nil
                pods.append(
                    Pod(
                        name: "pod\(index)", namespace: set.map { sets[$0].namespace } ?? random.pick(namespaces),
                        labels: Self.labels(&random, from: 2), set: set, isReady: random.chance(75),
                        phase: random.pick(["Running", "Running", "Running", "Pending", "Succeeded", "Failed"]),
                        isTerminating: random.chance(10)))
            }
            for index in 0..<random.below(4) { services.append(Self.selecting("svc\(index)", &random)) }
            for index in 0..<random.below(3) { budgets.append(Self.selecting("pdb\(index)", &random)) }
        }

        static func labels(_ random: inout SeededGenerator, from count: Int) -> [String: String] {
            var labels: [String: String] = [:]
            for key in ["a", "b"].prefix(count) where random.chance(70) { labels[key] = random.pick(["x", "y"]) }
            return labels
        }

        static func selecting(_ name: String, _ random: inout SeededGenerator) -> Selecting {
            let isPercent = random.chance(50)
            return Selecting(
                name: name, namespace: random.pick(["n1", "n2"]), labels: labels(&random, from: 2),
                budget: random.pick(["minAvailable", "maxUnavailable"]),
                amount: isPercent ? random.below(101) : random.below(6), isPercent: isPercent)
        }

        func selected(_ selecting: Selecting) -> [Pod] {
            pods.filter { pod in
                pod.namespace == selecting.namespace && pod.isActive
                    && selecting.labels.allSatisfy { pod.labels[$0.key] == $0.value }
            }
        }

        /// The threshold of a set, and the pods that count; nil when nothing is said.
        func gate(ofSet index: Int) -> (needed: Int, pods: [String])? {
            let own = pods.filter { $0.set == index && $0.isActive }
            if own.isEmpty { return nil }
            let members = own.filter(\.answers).map(\.name)
            var needed = 1
            for budget in budgets {
                let touched = Set(selected(budget).compactMap(\.set))
                guard touched.contains(index) else { continue }
                let replicas = sets[index].replicas
                let others = touched.reduce(0) { $0 + sets[$1].replicas } - replicas
                let amount = budget.isPercent ? (budget.amount * replicas + 99) / 100 : budget.amount
                if budget.budget == "maxUnavailable" {
                    needed = max(needed, replicas - amount)
                } else {
                    needed = max(needed, budget.isPercent ? amount : amount - others)
                }
            }
            return (max(1, min(needed, members.count)), members)
        }

        func json(_ random: inout SeededGenerator) -> String {
            var objects: [String] = []
            for set in sets {
                objects.append(
                    KubernetesFixture.object(
                        "StatefulSet", set.name, "spec: {replicas: \(set.replicas)}",
                        metadata: "namespace: \"\(set.namespace)\""))
            }
            for pod in pods {
                var metadata = "namespace: \"\(pod.namespace)\", labels: \(Self.map(pod.labels))"
                if pod.isTerminating { metadata += ", deletionTimestamp: \"2026-11-20T10:00:00Z\"" }
                if let set = pod.set {
                    let name = sets[set].name
                    metadata +=
                        ", ownerReferences: [{kind: \"StatefulSet\", name: \"\(name)\", uid: \"uid-StatefulSet-\(name)\"}]"
                }
                let condition = "{type: \"Ready\", status: \"\(pod.isReady ? "True" : "False")\"}"
                objects.append(
                    KubernetesFixture.object(
                        "Pod", pod.name, "status: {phase: \"\(pod.phase)\", conditions: [\(condition)]}",
                        metadata: metadata))
            }
            for service in services {
                objects.append(
                    KubernetesFixture.object(
                        "Service", service.name, "spec: {selector: \(Self.map(service.labels))}",
                        metadata: "namespace: \"\(service.namespace)\""))
            }
            for budget in budgets {
                let amount = budget.isPercent ? "\"\(budget.amount)%\"" : "\(budget.amount)"
                objects.append(
                    KubernetesFixture.object(
                        "PodDisruptionBudget", budget.name,
                        "spec: {\(budget.budget): \(amount), selector: {matchLabels: \(Self.map(budget.labels))}}",
                        metadata: "namespace: \"\(budget.namespace)\"", apiVersion: "policy/v1"))
            }
            objects.shuffle(using: &random)
            return "[" + objects.joined(separator: ",") + "]"
        }

        private static func map(_ labels: [String: String]) -> String {
            "{" + labels.sorted { $0.key < $1.key }.map { "\($0.key): \"\($0.value)\"" }.joined(separator: ", ") + "}"
        }
    }

    @Test("Gates of workloads and services", arguments: Seeds.first(40))
    func gates(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<4 {
            let cluster = Cluster(&generator)
            let run = try KubernetesFixture.run(cluster.json(&generator))
            #expect(run.rejections == [], "seed \(seed), round \(round)")
            var groups: [String] = []
            var edges: [String] = []
            func expect(_ id: String, _ namespace: String, _ type: String, _ needed: Int, _ pods: [String]) {
                groups.append("\(id) [pods] atLeast \(needed)")
                edges += pods.map { "\(id) \(type) c:Pod/\(namespace)/\($0) {group: pods, inferred: true}" }
            }
            for (index, set) in cluster.sets.enumerated() {
                guard let gate = cluster.gate(ofSet: index) else { continue }
                let id = "c:StatefulSet/\(set.namespace)/\(set.name)"
                expect(id, set.namespace, "DEPENDS_ON", gate.needed, gate.pods)
            }
            for service in cluster.services where !service.labels.isEmpty {
                let selected = cluster.selected(service)
                if selected.isEmpty { continue }
                let id = "c:Service/\(service.namespace)/\(service.name)"
                expect(id, service.namespace, "ROUTES_TO", 1, selected.filter(\.answers).map(\.name))
            }
            #expect(run.groups == groups.sorted(), "seed \(seed), round \(round)")
            #expect(run.edges.filter { $0.contains("group: pods") } == edges.sorted(), "seed \(seed), round \(round)")
        }
    }

    @Test("Damaged text: never a crash, and every rejection has a place", arguments: Seeds.first(30))
    func damage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let text = Cluster(&generator).json(&generator)
        for _ in 0..<10 {
            var bytes = Array(text.utf8)
            for _ in 0...generator.below(3) {
                let place = generator.below(bytes.count)
                switch generator.below(3) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(
                        contentsOf: generator.pick(["{", "}", "[", "]", "null", "\"", "1", ","]).utf8, at: place)
                }
            }
            let sink = try ImporterRun(try KubernetesImporter(options: ImporterOptions()), [])
            let importer = try KubernetesImporter(options: ImporterOptions())
            try importer.read(ImportInput(name: "damaged", bytes: bytes), into: sink)
            try importer.finish(into: sink)
            #expect(sink.rejections.allSatisfy { $0.position?.line != nil }, "seed \(seed)")
            #expect(Set(sink.items.map(\.nativeID)).count == sink.items.count, "seed \(seed)")
        }
    }

    @Test("Records come while the input is still being read")
    func streaming() throws {
        let pods = 5_000
        var given = 0
        var itemsBeforeEnd = 0
        let sink = try ImporterRun(try KubernetesImporter(options: ImporterOptions()), [])
        let importer = try KubernetesImporter(options: ImporterOptions())
        let input = ImportInput(name: "large") { () throws(ImportError) -> [UInt8] in
            defer { given += 1 }
            if given == 0 { return Array("{\"apiVersion\":\"v1\",\"items\":[".utf8) }
            if given <= pods {
                let padding = "spec: {nodeName: \"n\", padding: \"\(String(repeating: "x", count: 400))\"}"
                let separator = given == 1 ? "" : ","
                return Array((separator + KubernetesFixture.object("Pod", "p\(given)", padding)).utf8)
            }
            itemsBeforeEnd = max(itemsBeforeEnd, sink.items.count)
            return given == pods + 1 ? Array("],\"kind\":\"List\"}".utf8) : []
        }
        try importer.read(input, into: sink)
        try importer.finish(into: sink)
        #expect(sink.items.count { $0.ciClass == "Pod" } == pods)
        #expect(itemsBeforeEnd > pods / 2)
    }
}
