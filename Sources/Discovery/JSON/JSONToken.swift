/// What `JSONReader.next` stands on.
public enum JSONToken: UInt8, Sendable, Hashable {
    case beginObject
    case endObject
    case beginArray
    case endArray
    /// The name of a member; its colon has been read.
    case key
    case string
    case number
    case `true`
    case `false`
    case null
    /// The input has ended.
    case end
}

/// A number as JSON text states it.
public enum JSONNumber: Sendable, Hashable {
    /// Written without fraction and exponent, and in the range of 64 bits.
    case integer(Int64)
    case double(Double)
    /// The exact text of what neither can hold: an integer past 64 bits, a number past the range of a double.
    case text(String)
}
