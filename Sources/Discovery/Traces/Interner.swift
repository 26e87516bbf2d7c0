/// Values by small numbers, in the order in which they came.
struct Interner<Value: Hashable> {
    private(set) var values: [Value] = []
    private var places: [Value: Int32] = [:]

    mutating func place(of value: Value) -> Int32 {
        if let place = places[value] { return place }
        let place = Int32(values.count)
        values.append(value)
        places[value] = place
        return place
    }

    subscript(place: Int32) -> Value { values[Int(place)] }
}
