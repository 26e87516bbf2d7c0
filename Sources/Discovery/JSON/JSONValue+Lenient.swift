/// For sources that write the same field in several ways.
extension JSONValue {
    /// A string, or a number as it would be written; nil for what says nothing.
    var text: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .number(.integer(let number)): "\(number)"
        case .number(.double(let number)): "\(number)"
        default: nil
        }
    }

    /// A whole number, also one that is written as a string.
    var wholeNumber: Int64? { integer ?? string.flatMap { Int64($0) } }

    /// The elements of a list; a value that is no list stands for a list of one.
    var oneOrMore: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null: []
        default: [self]
        }
    }
}
