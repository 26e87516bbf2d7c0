/// The distinct sets of labels that nodes have or had, each with a token: a node stores one small number.
struct LabelSetTable: Sendable {
    /// By token: label tokens ascending.
    private(set) var sets: [[UInt16]] = []
    /// By token: the labels in ascending order of their UTF-8 bytes.
    private(set) var names: [[String]] = []
    private var tokens: [[UInt16]: UInt16] = [:]

    /// One less than tokens have values: the last stands for "none".
    static let capacity = Int(UInt16.max)

    var count: Int { sets.count }

    func token(_ labels: [UInt16]) -> UInt16? { tokens[labels] }

    func labels(_ token: UInt16) -> [UInt16]? {
        Int(token) < sets.count ? sets[Int(token)] : nil
    }

    /// `labels` ascend without repeats and are in the table. Nil when all tokens are taken.
    mutating func add(_ labels: [UInt16], _ table: NameTable) -> UInt16? {
        guard sets.count < Self.capacity else { return nil }
        let token = UInt16(sets.count)
        sets.append(labels)
        names.append(labels.sorted(by: table.precedes).map { table.names[Int($0)] })
        tokens[labels] = token
        return token
    }
}
