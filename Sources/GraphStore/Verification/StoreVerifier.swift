internal import GraphModel
internal import KeyValueStore

/// Checks a whole store: every record is what was written, and every table agrees with all others.
///
/// What the tables hold twice is computed from one side and compared with the other: adjacency from both ends, posting
/// lists, indexes and counters with a scan, the rows of `touched` with the versions of elements. Reads only.
struct StoreVerifier {
    let transaction: UnsafeTransaction
    var report = VerificationReport()
    var head = StoreHead()
    var names = Names()
    var definitions = Definitions()
    var floor = CommitNumber.zero

    /// The label set of every node.
    var labelSets = IdentityMap()
    var counters: [CounterKey: Int64] = [:]
    /// Nodes by label, and by type of outgoing relationships.
    var labelSums: [UInt16: SetSum] = [:]
    var sourceSums: [UInt16: SetSum] = [:]
    /// What each retained commit did, as the versions of elements tell it, and as its record does.
    var told: [UInt64: ToldCommit] = [:]
    var recorded: [UInt64: ChangeCounts] = [:]

    private init(_ transaction: UnsafeTransaction) { self.transaction = transaction }

    static func verify(_ transaction: UnsafeTransaction) -> VerificationReport {
        var verifier = StoreVerifier(transaction)
        verifier.attempt(.meta) { (verifier) throws(StoreError) in
            let state = try verifier.transaction.loadState()
            (verifier.head, verifier.names, verifier.definitions) = (state.head, state.names, state.definitions)
            verifier.floor = try verifier.transaction.retentionFloor()
        }
        // Without names and definitions nothing else can be judged.
        guard verifier.report.isSound else { return verifier.report }
        verifier.attempt(.tokens) { (verifier) throws(StoreError) in try verifier.checkNames() }
        verifier.attempt(.commits) { (verifier) throws(StoreError) in try verifier.checkCommits() }
        verifier.attempt(.definitions) { (verifier) throws(StoreError) in try verifier.checkDefinitions() }
        verifier.attempt(.nodes) { (verifier) throws(StoreError) in try verifier.checkNodes() }
        verifier.attempt(.adjacency) { (verifier) throws(StoreError) in try verifier.checkAdjacency() }
        verifier.attempt(.relationshipHistory) { (verifier) throws(StoreError) in
            try verifier.checkRelationshipHistory()
        }
        verifier.attempt(.labelNodes) { (verifier) throws(StoreError) in
            try verifier.checkPostings(.labelNodes, verifier.labelSums)
            try verifier.checkPostings(.typeSources, verifier.sourceSums)
        }
        verifier.attempt(.indexes) { (verifier) throws(StoreError) in try verifier.checkIndexes() }
        verifier.attempt(.counters) { (verifier) throws(StoreError) in try verifier.checkCounters() }
        verifier.attempt(.touched) { (verifier) throws(StoreError) in try verifier.checkTouched() }
        verifier.attempt(.runs) { (verifier) throws(StoreError) in try verifier.checkRuns() }
        return verifier.report
    }
}

extension StoreVerifier {
    mutating func find(_ table: Table, _ reason: String) { find(table, key: "", reason) }

    mutating func find(_ table: Table, _ key: UnsafeRawBufferPointer, _ reason: String) {
        find(table, key: Self.hexadecimal(key), reason)
    }

    private mutating func find(_ table: Table, key: String, _ reason: String) {
        report.findingCount += 1
        guard report.findings.count < VerificationReport.limit else { return }
        report.findings.append(VerificationReport.Finding(table: table.name, key: key, reason: reason))
    }

    /// Runs a check; what it throws is a finding.
    mutating func attempt(_ table: Table, _ body: (inout StoreVerifier) throws(StoreError) -> Void) {
        do throws(StoreError) {
            try body(&self)
        } catch {
            find(table, error.message)
        }
    }

    /// Looks at every record of a table in order. Records that are not what was written, or that `body` cannot
    /// decode, are findings, and the scan goes on.
    mutating func scan(
        _ table: Table,
        _ body: (inout StoreVerifier, _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer)
            throws(DecodingFault) -> Void
    ) throws(StoreError) {
        var cursor = try transaction.cursor(table)
        var isFirst = true
        while true {
            do throws(StoreError) {
                let isFound = isFirst ? try cursor.first() : try cursor.next()
                isFirst = false
                guard isFound else { return }
            } catch {
                isFirst = false
                guard error.kind == .corrupt else { throw error }
                find(table, error.message)
                continue
            }
            report.records += 1
            let (key, payload) = (cursor.key, cursor.payload)
            do throws(DecodingFault) {
                try body(&self, key, payload)
            } catch {
                find(table, key, "\(error.reason) at byte \(error.offset)")
            }
        }
    }

    static func hexadecimal(_ key: UnsafeRawBufferPointer) -> String {
        let digits = Array("0123456789abcdef")
        var text = ""
        for byte in key.prefix(64) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }
}

/// A number in a key, which cannot be too short where the caller has checked its length.
func number(_ key: UnsafeRawBufferPointer, at offset: Int, width: Int) throws(DecodingFault) -> UInt64 {
    var reader = ByteReader(key, offset: offset)
    return try reader.bigEndian(width: width)
}
