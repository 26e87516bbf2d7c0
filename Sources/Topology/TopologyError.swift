public import GraphModel

/// What can go wrong with a topology; every code is listed in docs/errors.md.
public typealias TopologyError = CodedError<TopologyErrorCode>

/// The codes of `TopologyError`.
public enum TopologyErrorCode: String, ErrorCode {
    /// The file is not a topology, or is of another format version.
    case format = "topology.format"
    /// The file is truncated, or a checksum does not match.
    case damaged = "topology.damaged"
    /// The file belongs to another store, or to a commit or schema that is not the one asked for.
    case stale = "topology.stale"
    /// The operating system refused to open, read or write the file.
    case file = "topology.file"
    /// The graph has more elements than the format can number.
    case tooLarge = "topology.tooLarge"
    /// A relationship names a node that was not given, or nodes came out of order.
    case input = "topology.input"
}
