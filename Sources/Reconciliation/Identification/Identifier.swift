internal import Schema

/// One value that identifies an item by one rule of its class.
struct Identifier: Hashable {
    /// The rule's place among those of the class, best first.
    let rank: Int
    /// An item has one value of it: two different values are two items.
    let isExclusive: Bool
    /// `serialNumber=abc123`; with several attributes `name+domain=db-01|bank.example`.
    let text: String

    /// `serialNumber`, or `name+domain`.
    var rule: Substring { text[..<(text.utf8.firstIndex(of: UInt8(ascii: "=")) ?? text.endIndex)] }
}

/// What identification knows of one record.
struct IdentifiedRecord: Hashable {
    /// `source#nativeID`.
    let key: String
    let source: String
    let ciClass: ClassCode
    let identifiers: [Identifier]
}
