import GraphModel
import QueryValues
import Testing

@Suite("Functions of lists")
struct ListFunctionTests {
    static let wrong = "TypeError invalidArgumentValue"
    static let wrongKind = "ArgumentError invalidArgumentType"

    static let cases: [Call] = [
        Call("head", [[1, 2]], "1"), Call("head", [[]], "null"), Call("last", [[1, 2]], "2"),
        Call("last", [[]], "null"), Call("tail", [[1, 2, 3]], "[2, 3]"), Call("tail", [[]], "[]"),
        Call("reverse", [[1, nil, 3]], "[3, null, 1]"), Call("reverse", ["aé𝄞"], "'𝄞éa'"), Call("reverse", [1], wrong),
        Call("head", ["abc"], wrong), Call("last", [1], wrong), Call("tail", ["abc"], wrong),
    ]

    static let ranges: [Call] = [
        Call("range", [0, 3], "[0, 1, 2, 3]"), Call("range", [0, -1], "[]"), Call("range", [2, 8, 3], "[2, 5, 8]"),
        Call("range", [1381, -3412, -1298], "[1381, 83, -1215, -2513]"), Call("range", [0, 1, -1], "[]"),
        Call("range", [0, 0, -1], "[0]"), Call("range", [-10, 10, 3], "[-10, -7, -4, -1, 2, 5, 8]"),
        Call("range", [2, 8, 0], "ArgumentError numberOutOfRange"), Call("range", [true, 1, 1], wrongKind),
        Call("range", [0, 1.1, 1], wrongKind), Call("range", [0, 1, "x"], wrongKind),
        Call("range", [0.0, 1], wrongKind),
        Call("range", [0, nil], "null"), Call("range", [.integer(.max), .integer(.max)], "[9223372036854775807]"),
        Call(
            "range", [.integer(.min), .integer(.max), .integer(.max)],
            "[-9223372036854775808, -1, 9223372036854775806]"),
        Call("range", [.integer(.max), .integer(.min), .integer(.min)], "[9223372036854775807, -1]"),
        Call("range", [0, .integer(Int64(ValueLimits.listElements))], "LimitExceeded memoryLimit"),
        Call("range", [.integer(.min), .integer(.max)], "LimitExceeded memoryLimit"),
        Call("range", [.integer(.max), .integer(.min), -1], "LimitExceeded memoryLimit"),
    ]

    @Test("Functions give what the table says", arguments: cases + ranges)
    func table(_ call: Call) {
        #expect(call.result == call.expected)
    }

    @Test("A range holds what a plain loop visits")
    func loops() {
        for start in Int64(-4)...4 {
            for end in Int64(-4)...4 {
                for step in [Int64(-3), -2, -1, 1, 2, 3] {
                    let expected = stride(from: start, through: end, by: Int(step)).map(Value.integer)
                    let result = call("range", .integer(start), .integer(end), .integer(step))
                    #expect(result == show(.list(expected)), "\(start) \(end) \(step)")
                }
            }
        }
    }
}
