/// Exact comparisons of integers with floats, although a float cannot hold every integer.
enum NumberOrder {
    static func areEqual(_ a: Int64, _ b: Double) -> Bool {
        Int64(exactly: b) == a
    }

    /// Negative, zero or positive. `b` is a number.
    static func compare(_ a: Int64, _ b: Double) -> Int {
        if b >= 0x1p63 { return -1 }
        if b < -0x1p63 { return 1 }
        let whole = b.rounded(.down)
        let difference = sign(a, Int64(whole))
        return difference != 0 || b == whole ? difference : -1
    }

    /// NaN comes after every number and equals itself; both zeros are equal.
    static func compare(_ a: Double, _ b: Double) -> Int {
        if a < b { return -1 }
        if a > b { return 1 }
        return a == b ? 0 : sign(a.isNaN ? 1 : 0, b.isNaN ? 1 : 0)
    }

    static func sign<Number: Comparable>(_ a: Number, _ b: Number) -> Int {
        a < b ? -1 : (b < a ? 1 : 0)
    }
}
