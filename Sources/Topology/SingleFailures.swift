internal import GraphModel
internal import Synchronization

/// How many nodes each node takes down when it alone fails.
public enum SingleFailures {
    /// For each index, the number of nodes that go down, itself included; 0 for nodes that are gone, and for those
    /// that are down anyway.
    ///
    /// The cost is the sum of all the propagations: seconds for the package index of a Debian release on one thread.
    ///
    /// - Parameter threads: nil for one a processor.
    /// - Throws: `topology.damaged`.
    public static func downCounts(_ topology: Topology, threads: Int? = nil) throws(TopologyError) -> [UInt32] {
        try topology.require(.propagation)
        let work = SingleFailureWork(topology)
        Threads.run(threads ?? Threads.processors) { _ in work.run() }
        return Array(UnsafeBufferPointer(start: work.counts.base, count: topology.nodeCapacity))
    }
}

/// What the threads share: the next node to take, and the results, which no two of them write to the same place of.
private final class SingleFailureWork {
    private static let nodesAtATime = 256

    let topology: Topology
    let counts: Scratch<UInt32>
    private let next = Atomic(0)

    init(_ topology: Topology) {
        self.topology = topology
        counts = Scratch(topology.nodeCapacity)
    }

    func run() {
        let propagation = Propagation(unverified: topology)
        let capacity = topology.nodeCapacity
        while true {
            let start = next.add(Self.nodesAtATime, ordering: .relaxed).oldValue
            guard start < capacity else { return }
            for node in start..<min(start + Self.nodesAtATime, capacity) {
                let index = NodeIndex(UInt32(node))
                guard topology.isLive(index) else { continue }
                counts.base[node] = UInt32(propagation.countDown(failing: [index]))
            }
        }
    }
}
