internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// Names and label sets were read when the state was loaded; here: that they are unique and refer to each other.
    mutating func checkNames() throws(StoreError) {
        for kind in Names.Kind.allCases {
            let table = names[kind]
            for (token, name) in table.names.enumerated() {
                if table.token(name) != UInt16(token) { find(.tokens, "the name `\(name)` has two tokens") }
                if !Names.isValid(name) { find(.tokens, "token \(token) has a name that is not allowed") }
            }
        }
        var seen: Set<[UInt16]> = []
        for (token, set) in names.labelSets.sets.enumerated() {
            if !seen.insert(set).inserted { find(.labelSets, "label set \(token) is there twice") }
            if zip(set, set.dropFirst()).contains(where: { $0 >= $1 }) {
                find(.labelSets, "label set \(token) is not in order")
            }
            if set.contains(where: { names.labels.name($0) == nil }) {
                find(.labelSets, "label set \(token) has an unknown label")
            }
        }
        try scan(.tokens) { _, _, _ in }
        try scan(.labelSets) { _, _, _ in }
        try scan(.meta) { _, _, _ in }
    }

    /// Every property key is known, in order, and every value in range.
    func check(_ block: PropertyBlock) throws(DecodingFault) {
        var cursor = try PropertyBlock.Cursor(block)
        while let entry = try cursor.next() {
            guard names.keys.name(entry.token) != nil else {
                throw DecodingFault(offset: 0, reason: "unknown property key \(entry.token)")
            }
            _ = try ValueCodec.decode(entry.value)
        }
    }

    /// A version is a commit that was made.
    func check(version: CommitNumber) throws(DecodingFault) {
        guard version > .zero, version <= head.commit else {
            throw DecodingFault(offset: 0, reason: "a version of commit \(version), which was never made")
        }
    }
}
