@testable import FaultlineCommand

/// What a report writes, in one piece.
extension Report {
    var json: String { text { collect in writeJSON { collect($0) } } }
    var ndjson: String { text { collect in writeNDJSON { collect($0) } } }
    var csv: String { text { collect in writeCSV { collect($0) } } }

    private func text(_ write: (([UInt8]) -> Void) -> Void) -> String {
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What a value writes, on one line or indented.
func writtenJSON(isIndented: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(isIndented: isIndented)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}
