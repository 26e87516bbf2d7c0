import Discovery
import Foundation
import GraphModel

/// CSV with conventional columns: rows and records say the same, the pieces in which an input comes make no difference,
/// rejected rows leave nothing, and the records come back from the interchange format.
struct CSVTarget: FuzzTarget {
    static let name = "csv"

    static func seeds(_ repository: URL) throws -> [[UInt8]] {
        let documented = Repository.codeBlocks(repository.appending(path: "docs/importers/csv.md"), of: ["csv"])
        return [try Repository.lines(repository.appending(path: "datasets/bank/2026-11/facilities.csv"), 20)]
            + documented + Self.oddities.map { Array($0.utf8) }
    }

    private static let oddities = [
        "sep=;\r\nclass;id;name\r\nServer;1;\"a;\"\"b\"\"\"\r\n",
        "class,id,group.feeds,<POWERS@feeds\nServer,s,atLeast 1,a|b\n",
        "from\ttype\tto\tweight\na\tRUNS_ON\tb\t2\n\nc\t\td\t\n",
        "class|id|note\rServer|1|\"two\r\nlines\"\rServer||\r",
    ]

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let bytes = [UInt8](input)
        let reading = try Self.read(bytes)
        try hold(try Self.read(bytes, takesRows: true) == reading, "rows say something else than records")
        try hold(
            try Self.read(plant.through(bytes), chunk: 1 + bytes.count % 61, takesRows: true) == reading,
            "pieces make a difference")
        try reading.checkRanges()
        try reading.checkRejectedLines(of: bytes)
    }

    private static func read(_ bytes: [UInt8], chunk: Int? = nil, takesRows: Bool = false) throws -> Reading {
        Reading(try CSVImporter(options: ImporterOptions()), bytes, chunk: chunk, takesRows: takesRows)
    }
}
