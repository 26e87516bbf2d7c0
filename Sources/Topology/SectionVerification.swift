internal import CHardware
import GraphModel
internal import Synchronization

/// Which sections of a mapped file have been found to match their checksums.
///
/// A section is checked when something first needs it, so that a command pays only for what it reads.
final class SectionVerification: Sendable {
    struct Expected: Sendable {
        var checksums: [UInt32]
    }

    private let expected: Expected?
    private let verified: Mutex<SectionSet>

    /// For a topology made in memory, `expected` is nil: there is nothing to check.
    init(expected: Expected? = nil) {
        self.expected = expected
        verified = Mutex(expected == nil ? .all : [])
    }

    /// Checks those of `needed` that were not checked yet. Linear in their size, once.
    func verify(
        _ needed: SectionSet, bytes: (TopologySection) -> UnsafeRawBufferPointer
    ) throws(TopologyError) {
        guard let expected else { return }
        let missing = verified.withLock { needed.subtracting($0) }
        guard !missing.isEmpty else { return }
        for section in TopologySection.allCases where missing.contains(section) {
            guard checksum(bytes(section)) == expected.checksums[section.rawValue] else {
                throw TopologyError(
                    .damaged, "section \(section) of the topology file does not match its checksum",
                    advice: "The file is a cache: delete it, and it is rebuilt from the store.")
            }
        }
        verified.withLock { $0.formUnion(missing) }
    }
}

/// CRC-32C.
func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    bytes.baseAddress.map { faultline_crc32c(0, $0, bytes.count) } ?? 0
}
