public import GraphModel

/// Why an input or a record of it could not be used.
public typealias ImportError = CodedError<ImportErrorCode>

/// The codes of `ImportError`.
public enum ImportErrorCode: String, ErrorCode {
    /// The file cannot be opened or read.
    case unreadable = "import.unreadable"
    /// No importer recognises the input.
    case unknownFormat = "import.unknownFormat"
    /// The bytes are not in the stated encoding.
    case badEncoding = "import.badEncoding"
    /// The document breaks its format's syntax.
    case syntax = "import.syntax"
    /// Nesting, line length or size is past a limit.
    case limit = "import.limit"
    /// A record lacks what it must have, or has a value of the wrong type.
    case badRecord = "import.badRecord"
    /// Two records of one input claim the same identity.
    case duplicateIdentity = "import.duplicateIdentity"
    /// The mapping file or an option is wrong.
    case badMapping = "import.badMapping"
    /// The file that says which sources to bring in is wrong.
    case badConfiguration = "import.badConfiguration"
    /// A relationship names an item that nobody has reported yet.
    case danglingReference = "import.danglingReference"
    /// A value that should identify one item is borne by several that cannot be the same.
    case sharedIdentifier = "import.sharedIdentifier"
    /// The receiver of the records refused them.
    case refused = "import.refused"
}
