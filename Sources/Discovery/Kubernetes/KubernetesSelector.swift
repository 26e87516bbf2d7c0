/// Which labels a pod must have.
struct KubernetesSelector {
    private enum Requirement {
        case equals(String, String)
        case isIn(String, [String])
        case isNotIn(String, [String])
        case exists(String)
        case doesNotExist(String)
    }

    private var requirements: [Requirement]

    /// The selector of a service: every pair must be there. Nil for an empty map, which selects nothing.
    init?(map: [(key: String, value: String)]) {
        if map.isEmpty { return nil }
        requirements = map.map { .equals($0.key, $0.value) }
    }

    /// A `LabelSelector`, with `matchLabels` and `matchExpressions`; an empty one selects everything.
    init(_ fields: JSONFields) throws(ImportError) {
        requirements = try fields.map("matchLabels").map { .equals($0.key, $0.value) }
        for expression in try fields.objects("matchExpressions") {
            guard let key = try expression.string("key") else { throw expression.missing("key") }
            let values = try expression.strings("values")
            switch try expression.string("operator") {
            case "In": requirements.append(.isIn(key, values))
            case "NotIn": requirements.append(.isNotIn(key, values))
            case "Exists": requirements.append(.exists(key))
            case "DoesNotExist": requirements.append(.doesNotExist(key))
            default: throw expression.unknown("operator", allowed: "In, NotIn, Exists, DoesNotExist")
            }
        }
    }

    var isEmpty: Bool { requirements.isEmpty }

    /// One pair that every selected pod has, for looking up candidates; nil when there is none.
    var pair: (key: String, value: String)? {
        for case .equals(let key, let value) in requirements { return (key, value) }
        return nil
    }

    func selects(_ labels: [(key: String, value: String)]) -> Bool {
        requirements.allSatisfy { requirement in
            switch requirement {
            case .equals(let key, let value): Self.value(key, labels) == value
            case .isIn(let key, let values): Self.value(key, labels).map { values.contains($0) } ?? false
            // As the API has it, a pod without the label is not in any of the values.
            case .isNotIn(let key, let values): Self.value(key, labels).map { !values.contains($0) } ?? true
            case .exists(let key): Self.value(key, labels) != nil
            case .doesNotExist(let key): Self.value(key, labels) == nil
            }
        }
    }

    private static func value(_ key: String, _ labels: [(key: String, value: String)]) -> String? {
        labels.first { $0.key == key }?.value
    }
}
