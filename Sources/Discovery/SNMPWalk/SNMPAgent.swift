import GraphModel

/// What one agent answered, as far as it is read.
struct SNMPAgent {
    private var columns: [SNMPColumn: [[UInt32]: SNMPValue]] = [:]
    let position: SourcePosition

    init(at position: SourcePosition) { self.position = position }

    mutating func add(_ column: SNMPColumn, _ index: [UInt32], _ value: SNMPValue) {
        columns[column, default: [:]][index] = value
    }

    var isEmpty: Bool { columns.isEmpty }

    func has(_ column: SNMPColumn) -> Bool { columns[column] != nil }

    subscript(column: SNMPColumn, index: [UInt32]) -> SNMPValue? { columns[column]?[index] }

    /// Of an object that there is once.
    func scalar(_ column: SNMPColumn) -> SNMPValue? { columns[column]?[[0]] }

    func text(_ column: SNMPColumn, _ index: [UInt32]) -> String? { columns[column]?[index]?.text }

    /// The rows of a column in ascending order.
    func rows(_ column: SNMPColumn) -> [(index: [UInt32], value: SNMPValue)] {
        (columns[column] ?? [:]).map { ($0.key, $0.value) }.sorted { $0.index.lexicographicallyPrecedes($1.index) }
    }

    var name: String? { scalar(.systemName)?.text }

    /// Addresses of the device, with the interface that has each.
    var addresses: [(address: String, interface: UInt32)] {
        var found: [(String, UInt32)] = []
        for row in rows(.addressInterface) where row.index.count == 4 {
            if let interface = row.value.integer.flatMap({ UInt32(exactly: $0) }) {
                found.append((row.index.map { "\($0)" }.joined(separator: "."), interface))
            }
        }
        for row in rows(.addressInterfaceNew) {
            // Broadcast addresses are no addresses of the device.
            if let kind = self[.addressKind, row.index]?.integer, kind != 1 { continue }
            guard let interface = row.value.integer.flatMap({ UInt32(exactly: $0) }),
                let address = Self.address(row.index.dropFirst(), kind: row.index.first)
            else { continue }
            if !found.contains(where: { $0.0 == address }) { found.append((address, interface)) }
        }
        return found.filter { StatedText.isHostAddress($0.0) }
    }

    /// An address as it stands in an index: its kind, its length and its bytes.
    static func address(_ index: ArraySlice<UInt32>, kind: UInt32?) -> String? {
        guard let length = index.first, index.count > Int(length) else { return nil }
        let bytes = index.dropFirst().prefix(Int(length)).compactMap { UInt8(exactly: $0) }
        switch (kind, bytes.count) {
        case (1, 4): return bytes.map { "\($0)" }.joined(separator: ".")
        case (2, 16): return IPv6Text.of(bytes)
        default: return nil
        }
    }
}

/// Sixteen bytes as RFC 5952 writes them.
enum IPv6Text {
    static func of(_ bytes: [UInt8]) -> String {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        var longest = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(longest.count, 1) { longest = start..<end }
            start = end + 1
        }
        func text(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if longest.isEmpty { return text(groups[...]) }
        return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
    }
}
