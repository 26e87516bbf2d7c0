/// The words that have a meaning somewhere in the grammar. Everywhere else they are names.
enum Keyword: UInt8, CaseIterable {
    case acyclic, all, allReduce, allShortestPaths, and, any, array, `as`, asc, ascending, assert
    case bool, boolean, both, btree, by
    case call, `case`, collect, commit, constraint, constraints, contains, `continue`, count, create, csv
    case date, datetime, delete, desc, descending, detach, distinct, drop, duration
    case each, edge, `else`, end, ends, error, exists, explain
    case fail, `false`, finish, float, `for`, foreach, from, fulltext, function, functions
    case group, groups
    case `if`, `in`, index, indexes, int, integer, `is`
    case key
    case leading, limit, list, load, local, lookup
    case map, match, merge
    case nodetach, nfc, nfd, nfkc, nfkd, node, none, normalized, not, nothing, null
    case of, offset, on, optional, options, or, order
    case path, paths, point, procedure, procedures, profile, property
    case range, reduce, rel, relationship, remove, replace, report, require, `return`, row, rows
    case set, shortest, shortestPath, show, signed, simple, single, skip, starts, status, string
    case terminate, text, then, time, timestamp, timezone, trail, trailing, transaction, transactions, `true`, typed
    case union, unique, unwind, use, using
    case value, varchar, vector, vertex
    case walk, when, `where`, with, without
    case xor
    case yield
    case zone, zoned
    case `break`

    /// As messages and the printer write it.
    var text: String { Keyword.texts[Int(rawValue)] }

    private static let texts: [String] = allCases.map { keyword in
        let name = String(describing: keyword)
        return switch keyword {
        case .allReduce, .shortestPath, .allShortestPaths, .reduce: name
        default: name.uppercased()
        }
    }
}
