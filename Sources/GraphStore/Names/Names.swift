internal import GraphModel

/// Every interned name of a store. Names are only ever added, so that a table newer than a transaction serves it.
struct Names: Sendable {
    enum Kind: UInt8, CaseIterable, Sendable {
        case label = 1
        case relationshipType = 2
        case propertyKey = 3
    }

    /// One reference, since every look-up takes a copy; copied before it is changed unless nobody else has it.
    private var tables = Tables()

    private final class Tables: @unchecked Sendable {
        var labels = NameTable()
        var types = NameTable()
        var keys = NameTable()
        var labelSets = LabelSetTable()

        init() {}

        init(_ other: Tables) {
            (labels, types, keys, labelSets) = (other.labels, other.types, other.keys, other.labelSets)
        }
    }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&tables) { tables = Tables(tables) }
    }

    var labels: NameTable {
        _read { yield tables.labels }
        _modify {
            makeUnique()
            yield &tables.labels
        }
    }

    var types: NameTable {
        _read { yield tables.types }
        _modify {
            makeUnique()
            yield &tables.types
        }
    }

    var keys: NameTable {
        _read { yield tables.keys }
        _modify {
            makeUnique()
            yield &tables.keys
        }
    }

    var labelSets: LabelSetTable {
        _read { yield tables.labelSets }
        _modify {
            makeUnique()
            yield &tables.labelSets
        }
    }

    subscript(kind: Kind) -> NameTable {
        _read {
            switch kind {
            case .label: yield labels
            case .relationshipType: yield types
            case .propertyKey: yield keys
            }
        }
        _modify {
            switch kind {
            case .label: yield &labels
            case .relationshipType: yield &types
            case .propertyKey: yield &keys
            }
        }
    }

    /// The names of a label set in ascending order of their UTF-8 bytes; nil when there is no such set.
    func labelNames(ofSet token: UInt16) -> [String]? {
        Int(token) < labelSets.count ? labelSets.names[Int(token)] : nil
    }

    /// Order of UTF-8 bytes.
    static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    /// Whether a name may be given to a label, type, key, index or constraint.
    static func isValid(_ name: String) -> Bool {
        let bytes = name.utf8
        return !bytes.isEmpty && bytes.count <= Limits.nameBytes && !bytes.contains(0)
    }
}
