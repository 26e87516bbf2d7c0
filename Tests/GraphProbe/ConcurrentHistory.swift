/// What concurrent transactions read and wrote, and the check that they did so as if one after the other.
struct ConcurrentHistory {
    struct Transaction {
        /// Moments of one clock at which it began and was over.
        var begin: Int
        var end: Int
        /// The commit that it read.
        var snapshot: UInt64
        /// The commit that it made; nil when it only read.
        var commit: UInt64?
        var reads: [(register: Int, value: Int64)]
        var writes: [(register: Int, value: Int64)]
    }

    let registers: Int

    /// What contradicts strict serializability, in words: the commit numbers tell the order, so that one replay in that
    /// order shows whether each transaction read what the ones before it wrote, and one pass over the clock whether
    /// the order is that of real time.
    func faults(_ transactions: [Transaction]) -> [String] { replayFaults(transactions) + orderFaults(transactions) }

    private func replayFaults(_ transactions: [Transaction]) -> [String] {
        var faults: [String] = []
        var state = [Int64](repeating: 0, count: registers)
        // A writer reads before what its commit writes; a reader after the commit that it saw.
        let writers = transactions.filter { $0.commit != nil }.sorted { ($0.commit ?? 0) < ($1.commit ?? 0) }
        var readers = transactions.filter { $0.commit == nil }.sorted { $0.snapshot < $1.snapshot }[...]
        func check(_ transaction: Transaction, _ name: String) {
            for (register, value) in transaction.reads where state[register] != value {
                faults.append("\(name) read \(value) in register \(register), which held \(state[register])")
            }
        }
        var last: UInt64 = 0
        for writer in writers {
            let commit = writer.commit ?? 0
            while let reader = readers.first, reader.snapshot < commit {
                check(reader, "a reader at \(reader.snapshot)")
                readers = readers.dropFirst()
            }
            if commit == last { faults.append("two transactions are commit \(commit)") }
            if writer.snapshot >= commit { faults.append("commit \(commit) read a later one, \(writer.snapshot)") }
            check(writer, "commit \(commit)")
            for (register, value) in writer.writes { state[register] = value }
            last = commit
        }
        for reader in readers { check(reader, "a reader at \(reader.snapshot)") }
        return faults
    }

    private func orderFaults(_ transactions: [Transaction]) -> [String] {
        var faults: [String] = []
        var ended = transactions.sorted { $0.end < $1.end }[...]
        var newest: UInt64 = 0
        for transaction in transactions.sorted(by: { $0.begin < $1.begin }) {
            while let before = ended.first, before.end < transaction.begin {
                newest = max(newest, before.commit ?? before.snapshot)
                ended = ended.dropFirst()
            }
            if transaction.snapshot < newest { faults.append("read \(transaction.snapshot) after \(newest) was seen") }
            if let commit = transaction.commit, commit <= newest {
                faults.append("commit \(commit) began after \(newest) was acknowledged")
            }
        }
        return faults
    }
}
