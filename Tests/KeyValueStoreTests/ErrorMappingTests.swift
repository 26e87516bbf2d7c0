import Glibc
import GraphModel
import Testing

@testable import KeyValueStore

@Suite("Errors")
struct ErrorMappingTests {
    /// Every status of liblmdb 0.9.24, and the `errno`s that it passes on.
    @Test(
        "Every status has its code",
        arguments: [
            (-30799, .keyOrder), (-30798, .corrupt), (-30797, .corrupt), (-30796, .corrupt), (-30795, .failed),
            (-30794, .notAStore), (-30793, .notAStore), (-30792, .full), (-30791, .system), (-30790, .readersFull),
            (-30789, .readersFull), (-30788, .transactionTooLarge), (-30787, .corrupt), (-30786, .corrupt),
            (-30785, .system), (-30784, .notAStore), (-30783, .system), (-30782, .system), (-30781, .keySize),
            (-30780, .system), (ENOSPC, .full), (EDQUOT, .full), (EFBIG, .full),
            (EACCES, .permission), (EPERM, .permission),
            (EROFS, .permission), (ENOENT, .notFound), (EIO, .system), (ENOMEM, .system), (EINVAL, .system),
        ] as [(CInt, StoreError.Code)])
    func codes(status: CInt, expected: StoreError.Code) {
        let error = StoreError(status: status, "reading /srv/store")
        #expect(error.kind == expected)
        #expect(error.message.hasPrefix("reading /srv/store: "))
        #expect(error.message.count > 24)
    }

    @Test("A damaged record is named by table and key, not by content")
    func record() {
        let error = [UInt8]([0x00, 0xAB, 0xFF]).withUnsafeBytes { StoreError.corruptRecord(people, key: $0) }
        #expect(
            error.description == """
                a record of table people is not what was written, key 00abff [storage.corrupt]
                  Run `faultline verify`, then restore a backup.
                """)
    }

    @Test("Long keys are cut in messages")
    func longKey() {
        let text = [UInt8](repeating: 1, count: 200).withUnsafeBytes { StoreError.hexadecimal($0) }
        #expect(text == String(repeating: "01", count: 64) + "…")
    }
}
