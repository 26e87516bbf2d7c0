import Faultline
import TestSupport

@testable import FaultlineCommand

/// Keeps what is written to a stream.
final class Collector {
    private let bytes = Bytes()
    let stream: StandardStream

    private final class Bytes {
        var all: [UInt8] = []
    }

    init() {
        let bytes = bytes
        stream = StandardStream { (piece) throws(CommandError) in bytes.all += piece }
    }

    var text: String { String(decoding: bytes.all, as: UTF8.self) }
}

/// A new store that is gone after the test.
func temporaryStore() throws -> (database: Database, folder: TemporaryFolder) {
    let folder = try temporaryFolder()
    return (try Database.create(at: folder.path("store"), author: "tests"), folder)
}
