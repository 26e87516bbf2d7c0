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

    var json: JSON {
        switch self {
        case .none: .null
        case .text(let text): .string(text)
        case .integer(let number): .integer(Int64(number))
        case .decimal(let number): .double(number)
        case .boolean(let flag): .boolean(flag)
        case .verdict(let verdict): .string(verdict.rawValue)
        case .time(let time): .string(time.description)
        case .list(let texts): .array(texts.map { .string($0) })
        case .value(let value): value.json
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
    var json: JSON {
        switch self {
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .double(let value): .double(value)
        case .list(let values): .array(values.map(\.json))
        default: .string(description)
        }
    }
}

extension Cell {
    static func ci(_ summary: CISummary) -> Cell { .text("\(summary.ciClass):\(summary.name)") }

    static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
}
