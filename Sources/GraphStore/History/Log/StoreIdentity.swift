internal import KeyValueStore

/// What tells one store's log from another's: the record `identity` of the table `meta`, 16 random bytes. A store
/// rebuilt from a log has the identity of the one that wrote it.
enum StoreIdentity {
    static let key = Array("identity".utf8)

    static func random() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
