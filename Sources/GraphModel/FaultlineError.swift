/// What every error of the product tells: a stable code, what happened where, and what to do about it.
///
/// Each module has one conforming type with an enumeration of its codes; docs/errors.md lists them all. Messages name
/// keys and positions, not the values that people stored.
public protocol FaultlineError: Error, Sendable, CustomStringConvertible {
    /// A dotted code that never changes its meaning, such as `import.csv.badRow`.
    var code: String { get }
    /// One sentence in plain words.
    var message: String { get }
    /// Where in the input, if there is one.
    var position: SourcePosition? { get }
    /// What the reader can do about it.
    var advice: String? { get }
}

extension FaultlineError {
    public var position: SourcePosition? { nil }
    public var advice: String? { nil }

    public var description: String {
        var text = ""
        if let position { text += "\(position): " }
        text += "\(message) [\(code)]"
        if let advice { text += "\n  \(advice)" }
        return text
    }
}

/// A place in an input, for messages.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    /// The file's path, or `-` for standard input.
    public var file: String
    /// From 1; nil when the format has no lines.
    public var line: Int?
    /// In bytes of a file's line, in characters of a query's, from 1.
    public var column: Int?
    /// A path inside the document (`$.items[3].spec`), a record number or a key.
    public var path: String?

    public init(file: String, line: Int? = nil, column: Int? = nil, path: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
    }

    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let column { text += ":\(column)" }
        if let path { text += " (\(path))" }
        return text
    }
}
