import Faultline
import Foundation

/// What statements give, as the pages show it.
struct ResultText {
    /// Whether texts stand in quotes, as the language writes them.
    var isQuoting: Bool

    func rows(_ columns: [String], _ rows: [[QueryValue]]) -> [String] {
        guard !columns.isEmpty else { return [] }
        let cells = [columns] + rows.map { $0.map(cell) }
        let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            let padded = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
    }

    private func cell(_ value: QueryValue) -> String {
        guard !isQuoting else { return value.description }
        return switch value {
        case .property(.string(let text)): text
        case .property(.date(let date)): date.description
        case .null: ""
        case .list(let elements): elements.map(cell).joined(separator: ", ")
        default: value.description
        }
    }

    /// What is told besides the rows.
    func notes(_ summary: QuerySummary) -> [String] {
        var notes = summary.warnings.map { "warning: \($0.message)" }
        notes += summary.plan.map { $0.split(separator: "\n").map(String.init) } ?? []
        let counters = Mirror(reflecting: summary.counters).children.compactMap { name, count in
            (count as? Int).flatMap { $0 == 0 ? nil : "\(name ?? "") \($0)" }
        }
        if !counters.isEmpty { notes.append(counters.joined(separator: ", ") + " (commit \(summary.version))") }
        return notes
    }
}
