import GraphModel

/// The fields that the importer reads; all others are skipped where they stand.
enum DebianField: Int, CaseIterable {
    case package, version, architecture, multiArch, essential, status
    case depends, preDepends, provides, recommends, conflicts, breaks
    case section, priority, installedSize, maintainer, source, description
    /// Only source packages have it.
    case binary

    /// As documents spell it; files may use any case.
    var name: String {
        switch self {
        case .package: "Package"
        case .version: "Version"
        case .architecture: "Architecture"
        case .multiArch: "Multi-Arch"
        case .essential: "Essential"
        case .status: "Status"
        case .depends: "Depends"
        case .preDepends: "Pre-Depends"
        case .provides: "Provides"
        case .recommends: "Recommends"
        case .conflicts: "Conflicts"
        case .breaks: "Breaks"
        case .section: "Section"
        case .priority: "Priority"
        case .installedSize: "Installed-Size"
        case .maintainer: "Maintainer"
        case .source: "Source"
        case .description: "Description"
        case .binary: "Binary"
        }
    }

    /// Whether continuation lines belong to the value; of a description only the first line, the synopsis, is read.
    var folds: Bool { self != .description }
}

/// Recognises field names without making strings of them.
struct DebianFieldNames {
    /// In the order of `DebianField`, in lower case.
    private let names = DebianField.allCases.map { Array($0.name.lowercased().utf8) }

    func field(_ name: Span<UInt8>) -> DebianField? {
        for (index, candidate) in names.enumerated()
        where candidate.count == name.count && candidate[0] == name[0] | 0x20 {
            if Self.equal(candidate.span, name) { return DebianField(rawValue: index) }
        }
        return nil
    }

    private static func equal(_ lowered: Span<UInt8>, _ name: Span<UInt8>) -> Bool {
        for index in name.indices where lowered[index] != lower(name[index]) { return false }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}

/// A run of bytes in a buffer of at most 4 GiB.
struct ByteRange {
    var start: UInt32 = 0
    var count: UInt32 = 0

    var isEmpty: Bool { count == 0 }
    var bounds: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// One paragraph of a control file: the values of the known fields, one behind the other in one buffer. Reused from
/// paragraph to paragraph.
struct DebianStanza {
    private(set) var bytes: [UInt8] = []
    private var ranges = [ByteRange](repeating: ByteRange(), count: DebianField.allCases.count)
    /// Bit set of the fields that were present, empty or not.
    private var present: UInt32 = 0
    /// The line of the first field, from 1.
    var line = 0
    /// The first thing wrong with it; it is then rejected as a whole.
    var fault: ImportError?

    mutating func reset(line: Int) {
        bytes.removeAll(keepingCapacity: true)
        present = 0
        fault = nil
        self.line = line
    }

    func has(_ field: DebianField) -> Bool { present & 1 << UInt32(field.rawValue) != 0 }

    /// Where the field's value is in `bytes`; empty when the field is missing.
    func range(_ field: DebianField) -> ByteRange {
        has(field) ? ranges[field.rawValue] : ByteRange()
    }

    func text(_ field: DebianField) -> String {
        String(decoding: bytes[range(field).bounds], as: UTF8.self)
    }

    mutating func begin(_ field: DebianField, _ value: Span<UInt8>) {
        present |= 1 << UInt32(field.rawValue)
        ranges[field.rawValue] = ByteRange(start: UInt32(bytes.count), count: 0)
        append(value, to: field)
    }

    /// Adds a line to the field that was begun last.
    mutating func append(_ value: Span<UInt8>, to field: DebianField) {
        if !range(field).isEmpty { bytes.append(UInt8(ascii: " ")) }
        value.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ranges[field.rawValue].count = UInt32(bytes.count) - ranges[field.rawValue].start
    }
}
