internal import GraphModel

extension GroupThreshold.Requirement {
    /// Kind and number, as gate records keep them.
    var encoded: (kind: UInt8, value: Double) {
        switch self {
        case .atLeast(let count): (0, Double(count))
        case .percent(let percent): (1, percent)
        case .weight(let weight): (2, weight)
        }
    }

    init(kind: UInt8, value: Double) {
        switch kind {
        case 0: self = .atLeast(Int(exactly: value) ?? 0)
        case 1: self = .percent(value)
        default: self = .weight(value)
        }
    }
}
