import GraphModel
import QuerySyntax

/// The variables that may be named at one place of a statement.
struct NameScope {
    /// Variables of the query itself.
    private(set) var own: [String: StaticType] = [:]
    /// Variables of the scope round a subquery: visible throughout it, and their names cannot be given to others.
    private(set) var outer: [String: StaticType] = [:]
    /// Expressions that stand for a column, because they say the same as the item that makes it.
    private(set) var columns: [Expression: StaticType] = [:]

    /// Names of what a clause is about to make, while its own expressions are checked.
    var hidden: Set<String> = []

    init() {}

    /// The scope in which a subquery begins that sees everything round it.
    init(inside scope: NameScope) { outer = scope.all }

    init(inside variables: [String: StaticType]) { outer = variables }

    subscript(name: String) -> StaticType? { hidden.contains(name) ? nil : own[name] ?? outer[name] }

    /// The column that an expression stands for. A name stands for its variable first.
    func column(of expression: Expression) -> StaticType? {
        if columns.isEmpty { return nil }
        if case .variable(let name) = expression.kind, self[name] != nil { return nil }
        return columns[expression]
    }

    private var all: [String: StaticType] { outer.merging(own) { _, inner in inner } }

    /// Every visible name, for suggestions.
    var names: [String] { all.keys.filter { !hidden.contains($0) } }

    /// What `*` stands for: ascending, without what comes from round a subquery.
    var starred: [(name: String, type: StaticType)] {
        own.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Binds a variable, which hides one of the same name and the expressions that use it.
    mutating func bind(_ name: String, _ type: StaticType) {
        if !columns.isEmpty { columns = columns.filter { !$0.key.freeVariables.contains(name) } }
        own[name] = type
    }

    /// Says more of a variable that is bound already.
    mutating func narrow(_ name: String, to type: StaticType) {
        if own[name] != nil { own[name] = type } else { outer[name] = type }
    }

    /// Leaves nothing but what comes from round a subquery.
    mutating func removeOwn() {
        own = [:]
        columns = [:]
    }

    mutating func know(_ expression: Expression, _ type: StaticType) { columns[expression] = type }
}
