internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// Runs are numbered without gaps, in the order of the commits; no two are of one commit. What they say is not the
    /// store's affair.
    mutating func checkRuns() throws(StoreError) {
        guard transaction.has(.runs) else { return }
        var last: UInt64 = 0
        var commit = CommitNumber.zero
        try scan(.runs) { (verifier, key, payload) throws(DecodingFault) in
            let run = try number(key, at: 0, width: 5)
            var reader = ByteReader(payload)
            let head = try RunCodec.decodeHead(from: &reader)
            if key.count != 5 || run != last + 1 { verifier.find(.runs, key, "follows run \(last)") }
            if head.storeCommit < commit || head.madeCommit && head.storeCommit == commit {
                verifier.find(.runs, key, "is of an earlier commit than the run before")
            }
            if head.storeCommit > verifier.head.commit { verifier.find(.runs, key, "names a commit never made") }
            (last, commit) = (run, max(commit, head.storeCommit))
        }
    }
}
