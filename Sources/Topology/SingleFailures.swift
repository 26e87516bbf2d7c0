public import GraphModel
internal import Synchronization

/// What the failure of each node alone does, for many nodes.
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
        return SingleFailureWork(topology, count: topology.nodeCapacity) { propagation, place in
            let node = NodeIndex(UInt32(place))
            return topology.isLive(node) ? UInt32(propagation.countDown(failing: [node])) : 0
        }.run(threads)
    }

    /// What the failure of each of some nodes makes of one, in their order. See `Propagation.verdict`.
    ///
    /// - Parameter threads: nil for one a processor.
    /// - Throws: `topology.damaged`.
    public static func verdicts(
        _ topology: Topology, on node: NodeIndex, of failing: [NodeIndex], threads: Int? = nil
    ) throws(TopologyError) -> [Verdict] {
        try topology.require(.propagation)
        return SingleFailureWork(topology, count: failing.count) { propagation, place in
            propagation.verdict(of: node, failing: [failing[place]])
        }.run(threads)
    }
}

/// What the threads share: the next question to take, and the answers, which no two of them write to the same place of.
private final class SingleFailureWork<Answer: BitwiseCopyable> {
    /// Few, because those whose failure reaches far stand side by side.
    private static var questionsAtATime: Int { 8 }

    private let topology: Topology
    private let count: Int
    private let answer: (Propagation, Int) -> Answer
    private let answers: Scratch<Answer>
    private let next = Atomic(0)

    init(_ topology: Topology, count: Int, _ answer: @escaping (Propagation, Int) -> Answer) {
        self.topology = topology
        self.count = count
        self.answer = answer
        answers = Scratch(count)
    }

    func run(_ threads: Int?) -> [Answer] {
        let useful = (count + Self.questionsAtATime - 1) / Self.questionsAtATime
        Threads.run(min(threads ?? Threads.processors, useful)) { _ in self.work() }
        return Array(UnsafeBufferPointer(start: answers.base, count: count))
    }

    private func work() {
        let propagation = Propagation(unverified: topology)
        while true {
            let start = next.add(Self.questionsAtATime, ordering: .relaxed).oldValue
            guard start < count else { return }
            for place in start..<min(start + Self.questionsAtATime, count) {
                answers.base[place] = answer(propagation, place)
            }
        }
    }
}
