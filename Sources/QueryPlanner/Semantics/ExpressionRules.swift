/// What may stand in an expression at its place.
struct ExpressionRules {
    enum Aggregates {
        case allowed
        /// The place as words: "in WHERE".
        case refused(String)
        /// In the argument of an aggregate function.
        case nested
    }

    var aggregates: Aggregates
    /// Whether a truth value is wanted, which a pattern can give.
    var takesPatterns = false

    static func refusingAggregates(_ place: String) -> ExpressionRules {
        ExpressionRules(aggregates: .refused(place))
    }

    static let allowingAggregates = ExpressionRules(aggregates: .allowed)

    /// The same for a part in which a truth value is wanted, or not.
    func forPart(takesPatterns: Bool = false) -> ExpressionRules {
        ExpressionRules(aggregates: aggregates, takesPatterns: takesPatterns)
    }

    /// The same for what is computed once for each element of a list, where no groups are.
    func forElements(of form: String) -> ExpressionRules {
        guard case .allowed = aggregates else { return forPart() }
        return ExpressionRules(aggregates: .refused("in \(form)"))
    }
}
