import QuerySyntax

/// A condition that an index may answer: a property of a node, or its identity, against a value that is known before
/// the node is.
struct PropertyCondition {
    enum Subject: Hashable {
        case property(String)
        case identity(isElement: Bool)
    }

    enum Relation {
        case equal, isIn, startsWith, less, lessOrEqual, greater, greaterOrEqual
    }

    var subject: Subject
    var relation: Relation
    var value: Expression

    /// - Parameter known: the slots that are bound before the node.
    init?(_ expression: Expression, of name: String, known: Set<Slot>, _ scope: Scope) {
        switch expression.kind {
        case .comparison(let left, let rest):
            guard rest.count == 1 else { return nil }
            if let subject = Self.subject(left, name), let relation = Self.relation(rest[0].operation) {
                self.init(subject, relation, rest[0].right)
            } else if let subject = Self.subject(rest[0].right, name),
                let relation = Self.relation(rest[0].operation.mirrored)
            {
                self.init(subject, relation, left)
            } else {
                return nil
            }
        case .binary(.isIn, let left, let right):
            guard let subject = Self.subject(left, name) else { return nil }
            self.init(subject, .isIn, right)
        case .binary(.startsWith, let left, let right):
            guard let subject = Self.subject(left, name) else { return nil }
            self.init(subject, .startsWith, right)
        default: return nil
        }
        for free in value.freeVariables {
            guard let slot = scope[free] else { continue }
            if !known.contains(slot) { return nil }
        }
    }

    private init(_ subject: Subject, _ relation: Relation, _ value: Expression) {
        (self.subject, self.relation, self.value) = (subject, relation, value)
    }

    private static func subject(_ expression: Expression, _ name: String) -> Subject? {
        switch expression.kind {
        case .property(let base, let key):
            if case .variable(name) = base.kind { return .property(key.text) }
        case .call(let call):
            guard call.arguments.count == 1, case .variable(name) = call.arguments[0].kind else { return nil }
            switch call.name.text.lowercased() {
            case "id": return .identity(isElement: false)
            case "elementid": return .identity(isElement: true)
            default: return nil
            }
        default: break
        }
        return nil
    }

    private static func relation(_ operation: ComparisonOperator) -> Relation? {
        switch operation {
        case .equal: .equal
        case .notEqual: nil
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        }
    }
}

extension ComparisonOperator {
    /// The same comparison with its sides exchanged.
    var mirrored: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
