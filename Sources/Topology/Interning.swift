/// Small numbers for names, in order of first appearance.
struct Interning: Sendable {
    private(set) var names: [String] = []
    private var numbers: [String: UInt32] = [:]
    private var last: (name: String, number: UInt32)?

    init(_ names: [String] = []) {
        for name in names { _ = number(of: name) }
    }

    mutating func number(of name: String) -> UInt32 {
        if let last, last.name == name { return last.number }
        let number = numbers[name] ?? add(name)
        last = (name, number)
        return number
    }

    private mutating func add(_ name: String) -> UInt32 {
        let number = UInt32(names.count)
        names.append(name)
        numbers[name] = number
        return number
    }
}
