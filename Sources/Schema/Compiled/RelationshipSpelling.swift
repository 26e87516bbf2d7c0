/// What another system's spelling of a relationship means here.
public struct RelationshipSpelling: Hashable, Sendable {
    public let type: RelationshipTypeCode
    /// The other system reads it from our target to our source.
    public let isReversed: Bool
}

/// Look-up of relationship types by what other systems call them.
public struct RelationshipSpellings: Sendable {
    private var meanings: [String: RelationshipSpelling] = [:]

    init(of types: [RelationshipType]) {
        for type in types {
            for (spelling, isReversed) in type.spellings {
                meanings[Self.normalised(spelling)] = RelationshipSpelling(type: type.code, isReversed: isReversed)
            }
        }
    }

    /// What a name, a label, a "forward::reverse" pair or an alias means, whatever its case and separators. O(length).
    public subscript(_ spelling: String) -> RelationshipSpelling? { meanings[Self.normalised(spelling)] }

    /// Letters and digits in lower case, so that `Runs on`, `RUNS_ON` and `runsOn` are one; `::` keeps apart the two
    /// halves of the "forward::reverse" form.
    static func normalised(_ spelling: String) -> String {
        var bytes: [UInt8] = []
        for byte in spelling.utf8 {
            switch byte {
            case 0x41...0x5A: bytes.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x3A, 0x80...: bytes.append(byte)
            default: break
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension RelationshipType {
    /// Every spelling of the type: its name, its labels, the "forward::reverse" forms and the aliases.
    var spellings: [(spelling: String, isReversed: Bool)] {
        [
            (name, false), (forwardLabel, false), ("\(forwardLabel)::\(reverseLabel)", false),
            ("\(reverseLabel)::\(forwardLabel)", forwardLabel != reverseLabel),
        ] + (forwardLabel == reverseLabel ? [] : [(reverseLabel, true)])
            + aliases.map { ($0, false) } + reversedAliases.map { ($0, true) }
    }
}
