import GraphModel

/// How many pods a budget speaks of.
enum KubernetesAmount: Equatable {
    case count(Int)
    case percent(Int)

    init?(_ value: JSONValue) {
        if let number = value.integer, number >= 0, number <= Int64(Int32.max) {
            self = .count(Int(number))
        } else if let text = value.string, text.last == "%", let number = Int(text.dropLast()), number >= 0,
            number <= 10_000
        {
            self = .percent(number)
        } else {
            return nil
        }
    }

    /// The number of pods of `total`. Percentages round up, for `minAvailable` as for `maxUnavailable`.
    func of(_ total: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): (percent * total + 99) / 100
        }
    }

    var text: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent): "\(percent)%"
        }
    }
}

extension JSONFields {
    /// An `IntOrString`: a count, or a percentage such as `50%`.
    func countOrPercent(_ name: String) throws(ImportError) -> KubernetesAmount? {
        let field = member(name)
        if field.isMissing { return nil }
        guard let amount = KubernetesAmount(field.value) else { throw field.wrong("a count or a percentage") }
        return amount
    }
}
