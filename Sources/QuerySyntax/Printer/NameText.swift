/// How names are written.
enum NameText {
    /// Where any word is a name: labels, types, keys.
    static func name(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    /// Where a keyword would be taken for one: variables.
    static func variable(_ text: String) -> String { isPlain(text) && keyword(text) == nil ? text : quoted(text) }

    /// A name of a function with its namespaces.
    static func function(_ text: String) -> String {
        if let keyword = keyword(text), keyword.beginsExpression { return quoted(text) }
        return qualified(text)
    }

    /// A name of a procedure with its namespaces.
    static func qualified(_ text: String) -> String {
        text.split(separator: ".", omittingEmptySubsequences: false).map { name(String($0)) }.joined(separator: ".")
    }

    static func parameter(_ text: String) -> String {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy(Characters.isDigit)
        return "$" + (isNumber ? text : name(text))
    }

    /// Whether a text is a name without quotes.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, startsName(first) else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy { startsName($0) || continuesName($0) }
    }

    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? Characters.startsName(UInt8(scalar.value)) : Characters.startsName(scalar)
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? Characters.continuesName(UInt8(scalar.value)) : Characters.continuesName(scalar)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "`"
        for scalar in text.unicodeScalars {
            if scalar == "`" { quoted += "`" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "`"
    }

    private static func keyword(_ text: String) -> Keyword? {
        let bytes = Array(text.utf8)
        guard bytes.count <= KeywordTable.longest, bytes.allSatisfy(Characters.startsName) else { return nil }
        let hash = bytes.reduce(0, KeywordTable.combine)
        return KeywordTable.shared.keyword(bytes, 0, bytes.count, hash: hash)
    }
}

extension Keyword {
    /// Whether a parenthesis after it begins something else than the arguments of a function.
    fileprivate var beginsExpression: Bool {
        switch self {
        case .not, .case, .all, .any, .none, .single, .reduce, .allReduce, .shortestPath, .allShortestPaths: true
        default: false
        }
    }
}
