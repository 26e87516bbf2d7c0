import Faultline

/// One value of a report: what it is, not how it looks.
enum Cell: Equatable {
    case none
    case text(String)
    case integer(Int)
    /// With the unit in the column's title.
    case decimal(Double)
    case boolean(Bool)
    case verdict(Verdict)
    case time(Timestamp)
    case list([String])
    case value(PropertyValue)

    /// For people and for CSV.
    var text: String {
        switch self {
        case .none: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): Self.short(number)
        case .boolean(let flag): flag ? "yes" : "no"
        case .verdict(let verdict): verdict.title
        case .time(let time): time.description
        case .list(let texts): texts.joined(separator: ", ")
        case .value(let value): value.description
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .none: writer.null()
        case .text(let text): writer.string(text)
        case .integer(let number): writer.integer(Int64(number))
        case .decimal(let number): writer.double(number)
        case .boolean(let flag): writer.boolean(flag)
        case .verdict(let verdict): writer.string(verdict.rawValue)
        case .time(let time): writer.string(time.description)
        case .list(let texts): writer.strings(texts)
        case .value(let value): value.write(to: &writer)
        }
    }

    var isNumber: Bool {
        switch self {
        case .integer, .decimal: true
        default: false
        }
    }

    private static func short(_ number: Double) -> String {
        let tenths = (number * 10).rounded() / 10
        return tenths == tenths.rounded() && abs(tenths) < 1e15 ? String(Int(tenths)) : "\(tenths)"
    }
}

extension PropertyValue {
    /// What has a JSON form of its own, and the canonical text of everything else.
    func write(to writer: inout JSONWriter) {
        switch self {
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .double(let value): writer.double(value)
        case .list(let values):
            // Values in lists are no lists.
            writer.array { writer in
                for value in values {
                    writer.element()
                    value.write(to: &writer)
                }
            }
        default: writer.string(description)
        }
    }
}

extension Cell {
    static func ci(_ summary: CISummary) -> Cell { .text("\(summary.ciClass):\(summary.name)") }

    static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
}
