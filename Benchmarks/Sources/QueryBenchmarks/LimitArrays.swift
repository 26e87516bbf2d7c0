/// Values with the numbers that they got in turn.
struct Numbers<Value: Hashable> {
    private(set) var all: [Value] = []
    private var numbers: [Value: Int] = [:]

    init(_ values: [Value] = []) {
        for value in values { _ = self[value] }
    }

    var count: Int { all.count }

    /// The number of a value, which gets one.
    subscript(value: Value) -> Int {
        mutating get {
            if let known = numbers[value] { return known }
            all.append(value)
            numbers[value] = all.count - 1
            return all.count - 1
        }
    }

    func known(_ value: Value) -> Int {
        guard let number = numbers[value] else { preconditionFailure("there is no \(value)") }
        return number
    }
}

/// Where a relationship leads.
struct Step {
    var other: UInt32
    var type: UInt8

    static func reversed(_ lists: [[Step]]) -> [[Step]] {
        var reversed = [[Step]](repeating: [], count: lists.count)
        for (place, list) in lists.enumerated() {
            for step in list { reversed[Int(step.other)].append(Step(other: UInt32(place), type: step.type)) }
        }
        return reversed
    }

    /// One after the other, and where the list of each node begins.
    static func rows(
        _ lists: [[Step]]
    ) -> (offsets: UnsafePointer<UInt32>, others: UnsafePointer<UInt32>, types: UnsafePointer<UInt8>) {
        let offsets = lists.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }
        return (kept(offsets), kept(lists.flatMap { $0.map(\.other) }), kept(lists.flatMap { $0.map(\.type) }))
    }
}

/// For as long as the program runs.
func kept<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
    _ = buffer.initialize(from: elements)
    return UnsafePointer(buffer.baseAddress!)
}
