import Foundation
internal import GraphModel
import Testing

@testable import FaultlineCommand

@Suite("Exit statuses")
struct ExitStatusTests {
    /// The rows of docs/errors.md.
    static let table: [(code: String, status: Int32)] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = (try? String(contentsOf: root.appending(path: "docs/errors.md"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " && $0 != "`" } }
            guard line.hasPrefix("| `"), cells.count >= 3, let status = Int32(cells[1]) else { return nil }
            return (cells[0], status)
        }
    }()

    @Test("The command ends as docs/errors.md says")
    func documented() {
        #expect(Self.table.count > 20)
        for (code, status) in Self.table {
            #expect(ExitStatus.status(of: code).rawValue == status, "\(code)")
        }
    }

    @Test("What nobody foresaw is a defect")
    func unforeseen() {
        struct Strange: Error {}
        #expect(ExitStatus(of: Strange()) == .defect)
        #expect(ExitStatus(of: CommandError(.incomplete, "x")) == .incomplete)
    }
}
