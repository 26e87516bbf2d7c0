internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Pending changes are written when they reach these sizes, so that an import of any size runs in bounded memory.
    enum Threshold {
        static let relationships = 8 << 20
        static let postings = 32 << 20
        static let indexBytes = 512 << 20
        /// What is more is sorted on two threads.
        static let parallelSort = 1 << 16
    }

    @inline(__always)
    func flushIfLarge() throws(StoreError) {
        if outgoing.count >= Threshold.relationships { try flushAdjacency() }
        if labelPostings.count >= Threshold.postings || sourcePostings.count >= Threshold.postings {
            try flushPostings()
        }
        if indexEntries.size >= Threshold.indexBytes { try flushIndexes() }
    }

    /// Writes everything that is pending.
    func flush() throws(StoreError) {
        let isLarge = indexEntries.references.count >= Threshold.parallelSort
        let sorting =
            isLarge
            ? Threads.start {
                self.indexEntries.sort()
                PostingEntry.sort(&self.labelPostings)
            } : nil
        do throws(StoreError) {
            try flushAdjacency()
        } catch {
            sorting?.join()
            throw error
        }
        sorting?.join()
        try flushPostings()
        try flushIndexes()
    }

    /// Writes pending changes of the lists of labels' nodes and types' sources.
    func flushPostings() throws(StoreError) {
        try flush(&labelPostings, to: .labelNodes)
        try flush(&sourcePostings, to: .typeSources)
    }

    private func flush(_ postings: inout [PostingEntry], to table: Table) throws(StoreError) {
        guard !postings.isEmpty else { return }
        PostingEntry.sort(&postings)
        var lists = ChunkedLists<PostingEntry>(table)
        var cursor = try transaction.cursor(table)
        try postings.withUnsafeBuffer { (postings) throws(StoreError) in
            var start = 0
            while start < postings.count {
                let list = postings[start].list
                var end = start + 1
                while end < postings.count, postings[end].list == list { end += 1 }
                let changes = UnsafeBufferPointer(rebasing: postings[start..<end])
                let prefix = TableKey.token(list)
                let isPastEnd = try cursor.last() ? TableKey.isAfter(prefix, cursor.key) : true
                if isPastEnd {
                    try lists.append(changes, prefix: prefix, cursor: &cursor)
                } else {
                    try lists.apply(
                        changes, prefix: prefix, owner: UInt64(list), in: transaction, cursor: &cursor
                    ) { _, _ in }
                }
                start = end
            }
        }
        postings.removeAll(keepingCapacity: postings.count < 1 << 16)
    }

    func flushCounters() throws(StoreError) {
        for (counter, change) in counters.drain(names.labelSets) {
            let sum = try transaction.counter(counter) + change
            guard sum >= 0 else { throw .corrupt(.counters, "a counter would fall below zero") }
            if sum == 0 {
                try delete(.counters, counter.bytes)
            } else {
                var writer = ByteWriter()
                writer.signedVarint(sum)
                try put(.counters, counter.bytes, writer.bytes)
            }
        }
    }
}

extension UnsafeTransaction {
    func counter(_ key: CounterKey) throws(StoreError) -> Int64 {
        guard let payload = try get(.counters, key.bytes) else { return 0 }
        return try decoding(.counters) { () throws(DecodingFault) in
            var reader = ByteReader(payload)
            return try reader.signedVarint()
        }
    }
}

extension TableKey {
    /// Whether a list's chunks come after all keys up to `last`.
    static func isAfter(_ prefix: TableKey, _ last: UnsafeRawBufferPointer) -> Bool {
        prefix.withBytes { last.prefix($0.count).lexicographicallyPrecedes($0) }
    }
}
