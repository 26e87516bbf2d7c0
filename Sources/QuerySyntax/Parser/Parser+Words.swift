/// The words that a mistyped one is compared with.
extension Parser {
    static let operators: [Keyword] = [.and, .or, .xor, .not, .in, .is, .starts, .ends, .contains]

    static let clauses: [Keyword] = [
        .match, .optional, .unwind, .with, .return, .create, .merge, .set, .remove, .delete, .detach, .foreach, .call,
        .finish, .union,
    ]

    static let statements: [Keyword] = clauses + [.drop, .show, .terminate, .explain, .profile]

    /// What may follow the expressions and patterns of a clause.
    static let continuations: [Keyword] =
        clauses + operators + [.where, .order, .skip, .offset, .limit, .as, .asc, .desc, .yield, .on]
}
