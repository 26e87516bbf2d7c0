import CHardware
import GraphModel
import GraphStore
import KeyValueStore

/// A checksum over every record of a snapshot that somebody can ask for: all but the store's identity, which differs
/// from store to store, and history from before the retention floor, which prunings delete bit by bit.
struct StoreDigest: Hashable, LosslessStringConvertible {
    let records: Int
    let checksum: UInt32

    private init(records: Int, checksum: UInt32) { (self.records, self.checksum) = (records, checksum) }

    init(_ store: GraphStore) throws(StoreError) {
        self = try store.environment.read(ageLimit: .seconds(3_600)) { (read) throws(StoreError) in
            try StoreDigest(read.unsafe)
        }
    }

    init(_ transaction: UnsafeTransaction) throws(StoreError) {
        var records = 0
        var checksum: UInt32 = 0
        let floor = try Self.floor(transaction)
        for table in Table.all {
            var cursor = try transaction.cursor(table)
            while try cursor.next() {
                let key = cursor.key
                if table.name == "meta", key.elementsEqual("identity".utf8) { continue }
                if let commit = Self.commit(table, key), commit <= floor { continue }
                records += 1
                checksum = faultline_crc32c(checksum ^ UInt32(table.number), key.baseAddress, key.count)
                checksum = faultline_crc32c(checksum, cursor.payload.baseAddress, cursor.payload.count)
            }
        }
        (self.records, self.checksum) = (records, checksum)
    }

    /// The commit up to which a row of the history tells something.
    private static func commit(_ table: Table, _ key: UnsafeRawBufferPointer) -> UInt64? {
        let place: Int? =
            switch table.name {
            case "touched": 0
            case "nodeHistory", "definitionHistory": key.count - 5
            case "relationshipHistory": 6
            default: nil
            }
        guard let place, place >= 0, place + 5 <= key.count else { return nil }
        return key[place..<place + 5].reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func floor(_ transaction: UnsafeTransaction) throws(StoreError) -> UInt64 {
        let key = Array("floor".utf8)
        let payload = try key.span.bytes.withUnsafeBytes { (key) throws(StoreError) in
            try transaction.get(Table(number: 1, name: "meta"), key)
        }
        guard let payload else { return 0 }
        // LEB128.
        return payload.reversed().reduce(0) { $0 << 7 | UInt64($1 & 0x7F) }
    }

    init?(_ description: String) {
        let words = description.split(separator: " ")
        guard words.count == 2, let records = Int(words[0]), let checksum = UInt32(words[1]) else { return nil }
        self.init(records: records, checksum: checksum)
    }

    var description: String { "\(records) \(checksum)" }
}
