internal import GraphModel
internal import GraphStore
internal import Topology

/// The owners of CIs, numbered as they appear. Number 0 is nobody.
struct OwnerTable {
    private(set) var names: [String?] = [nil]
    private var numbers: [String: UInt32] = [:]
    private var parties: [NodeIndex: UInt32] = [:]

    /// The number of a name.
    mutating func number(of name: String) -> UInt32 {
        if let known = numbers[name] { return known }
        names.append(name)
        numbers[name] = UInt32(names.count - 1)
        return UInt32(names.count - 1)
    }

    /// The number of a party, whose name is read once.
    mutating func number(of party: NodeIndex, _ name: () throws -> String) rethrows -> UInt32 {
        if let known = parties[party] { return known }
        let number = number(of: try name())
        parties[party] = number
        return number
    }
}

/// The sets of sources that have reported CIs, numbered as they appear: a few among millions of CIs.
struct SourceTable {
    /// Ascending; none for what nobody reported.
    private(set) var sets: [[String]] = [[]]
    private var numbers: [[String]: UInt32] = [[]: 0]

    /// The number of the set that a value of `identity` names: the part before `#` of each of its texts.
    mutating func number(of identity: PropertyValue?) -> UInt32 {
        var sources: [String] = []
        for text in identity?.strings ?? [] {
            guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "#")), mark > text.startIndex else { continue }
            let source = String(text[..<mark])
            if !sources.contains(source) { sources.append(source) }
        }
        sources.sort()
        if let known = numbers[sources] { return known }
        sets.append(sources)
        numbers[sources] = UInt32(sets.count - 1)
        return UInt32(sets.count - 1)
    }
}
