/// The compressed forms that inputs come in, and the system's tool that undoes each.
enum Compression: String, CaseIterable {
    case gzip
    case xz
    case lz4
    case zstd

    /// The form that the first bytes of a file show; nil for one that is not compressed.
    init?(head: [UInt8]) {
        guard let form = Self.allCases.first(where: { head.starts(with: $0.magic) }) else { return nil }
        self = form
    }

    private var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
        case .lz4: [0x04, 0x22, 0x4D, 0x18]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        }
    }

    /// The command that reads the compressed bytes on standard input. Window sizes are limited, since the file chooses
    /// them.
    var command: [String] {
        switch self {
        case .gzip: ["gzip", "-dc"]
        case .xz: ["xz", "-dc", "--memlimit-decompress=512MiB"]
        case .lz4: ["lz4", "-dc"]
        case .zstd: ["zstd", "-dcq", "--memory=512MB"]
        }
    }

    /// The Debian package of the command.
    var package: String {
        switch self {
        case .gzip: "gzip"
        case .xz: "xz-utils"
        case .lz4: "lz4"
        case .zstd: "zstd"
        }
    }
}
