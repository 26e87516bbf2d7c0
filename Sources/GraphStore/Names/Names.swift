internal import GraphModel

/// Every interned name of a store. Names are only ever added, so that a table newer than a transaction serves it.
struct Names: Sendable {
    enum Kind: UInt8, CaseIterable, Sendable {
        case label = 1
        case relationshipType = 2
        case propertyKey = 3
    }

    var labels = NameTable()
    var types = NameTable()
    var keys = NameTable()
    var labelSets = LabelSetTable()

    subscript(kind: Kind) -> NameTable {
        get {
            switch kind {
            case .label: labels
            case .relationshipType: types
            case .propertyKey: keys
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
