import KeyValueStore

/// Records that a number determines, so that another process knows what it must find.
enum ProbeData {
    static let tables = [
        Table(number: 4, name: "nodes"), Table(number: 9, name: "indexes"), Table(number: 1, name: "meta"),
    ]

    /// Three bytes, so that keys are dense and searches go through several levels.
    static func key(_ number: Int) -> [UInt8] {
        [UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
    }

    /// Of many lengths, now and then longer than a page; empty in the index table, as there.
    static func payload(_ table: Table, _ number: Int) -> [UInt8] {
        guard table.number != 9 else { return [] }
        let count = number % 97 == 0 ? 5_000 : number &* 31 % 80
        return (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number &* 13 &+ Int(table.number)) }
    }

    /// Only even numbers are there, so that there is something not to find.
    static func isPresent(_ number: Int) -> Bool { number % 2 == 0 }
}
