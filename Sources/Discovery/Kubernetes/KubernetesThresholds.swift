/// How many of its pods each workload needs: what budgets say, else one.
struct KubernetesThresholds {
    /// Per workload, its pods that have not ended, ascending.
    private(set) var pods: [[Int]]
    /// Per workload, the fewest pods that must be up.
    private(set) var minimum: [Int]
    /// Per budget, the outermost workloads whose pods it speaks of, ascending.
    private(set) var workloadsOfBudget: [[Int]] = []
    /// Per workload, the workload that owns it, or -1.
    private let owner: [Int]

    /// Longest chain of owners; a deployment's pod has two.
    private static let longestChain = 8

    init(_ inventory: KubernetesInventory) {
        let workloads = inventory.workloads
        var places: [String: Int] = [:]
        for (place, workload) in workloads.enumerated() {
            if let uid = workload.uid { places[uid] = place }
        }
        owner = workloads.map { $0.ownerUID.flatMap { places[$0] } ?? -1 }
        pods = [[Int]](repeating: [], count: workloads.count)
        minimum = [Int](repeating: 1, count: workloads.count)
        var root = [Int](repeating: -1, count: inventory.pods.count)
        for (index, pod) in inventory.pods.enumerated() where pod.isActive {
            var place = pod.ownerUID.flatMap { places[$0] } ?? -1
            // Owners that own each other come round to a workload that has the pod already.
            for _ in 0..<Self.longestChain where place >= 0 && pods[place].last != index {
                pods[place].append(index)
                root[index] = place
                place = owner[place]
            }
        }
        for budget in inventory.budgets {
            let selected = budget.selector.map { inventory.pods(in: budget.namespace, selectedBy: $0) } ?? []
            let roots = Set(selected.map { root[$0] }).filter { $0 >= 0 }.sorted()
            workloadsOfBudget.append(roots)
            apply(budget, to: roots, workloads)
        }
        // A replica set needs what its deployment needs.
        for place in workloads.indices {
            var outer = owner[place]
            for _ in 0..<Self.longestChain where outer >= 0 {
                minimum[place] = max(minimum[place], minimum[outer])
                outer = owner[outer]
            }
        }
    }

    /// A count speaks of the pods of all workloads together: each may rely on the others being up.
    private mutating func apply(
        _ budget: KubernetesInventory.Budget, to roots: [Int], _ workloads: [KubernetesInventory.Workload]
    ) {
        let total = roots.reduce(0) { $0 + workloads[$1].desired }
        for place in roots {
            let desired = workloads[place].desired
            var wanted = 0
            switch budget.minimum {
            case .count(let count): wanted = count - (total - desired)
            case .percent: wanted = budget.minimum?.of(desired) ?? 0
            case nil: wanted = desired - (budget.maximumUnavailable?.of(desired) ?? desired)
            }
            minimum[place] = max(minimum[place], wanted)
        }
    }
}
