import Foundation
import GraphModel
import QueryValues

/// A query, and what may be asked of its rows.
struct RandomQuery {
    /// With literals between marks, for `text` and `withParameters`.
    var marked: String
    var isOrdered = false
    /// Whether lists of its rows may come in any order.
    var ignoresListOrder = false

    private static let open = "\u{1}"
    private static let close = "\u{2}"

    static func mark(_ literal: Int) -> String { open + String(literal) + close }

    var text: String {
        marked.replacingOccurrences(of: Self.open, with: "").replacingOccurrences(of: Self.close, with: "")
    }

    /// The same with a parameter for each literal.
    var withParameters: (text: String, parameters: [String: QueryValue]) {
        var text = ""
        var parameters: [String: QueryValue] = [:]
        for part in marked.components(separatedBy: Self.open) {
            guard let end = part.range(of: Self.close), let number = Int64(part[..<end.lowerBound]) else {
                text += part
                continue
            }
            let name = "p\(parameters.count)"
            parameters[name] = .property(.integer(number))
            text += "$\(name)" + part[end.upperBound...]
        }
        return (text, parameters)
    }
}
