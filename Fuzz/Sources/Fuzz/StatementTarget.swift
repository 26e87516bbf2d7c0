import Foundation
import QuerySyntax

/// Statements: what parses is printed as a text that parses to the same tree, and that is printed as the same text.
struct StatementTarget: FuzzTarget {
    static let name = "statement"

    static func seeds(_ repository: URL) throws -> [[UInt8]] { try QuerySeeds.statements(repository) }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        guard let statement = try? QueryParser.parse(String(decoding: input, as: UTF8.self)) else { return }
        for printer in [QueryPrinter(), QueryPrinter(keepsColumnNames: false)] {
            let printed = printer.text(of: statement)
            let text = String(decoding: plant.through(Array(printed.utf8)), as: UTF8.self)
            guard let again = try? QueryParser.parse(text) else {
                throw Violation("what is printed is refused: \(text)")
            }
            if printer.keepsColumnNames { try hold(again == statement, "\(text) is another statement") }
            try hold(printer.text(of: again) == printed, "\(text) is printed as \(printer.text(of: again))")
        }
    }
}
