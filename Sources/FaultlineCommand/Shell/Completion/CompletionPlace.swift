/// Where in a statement the cursor stands: what may be meant there, and the word that was begun.
struct CompletionPlace: Equatable {
    enum Kind {
        /// Inside of a text, a quoted name or a comment.
        case nothing
        case word, label, type, propertyKey, procedure, parameter
        /// After a point: a property, or more of a name with namespaces. All of it was begun.
        case member
    }

    let kind: Kind
    let typed: String

    /// The place at the end of a text. Looks at quotes, brackets and the signs before the word, not at the grammar: the
    /// text is no statement yet.
    init(endOf text: String) {
        var scan = TextScan()
        for character in text { scan.take(character) }
        let name = text.ending { $0.continuesName || $0 == "." }
        let word = name.ending(while: \.continuesName)
        let before = String(text.dropLast(word.count))
        if !scan.isPlain {
            (kind, typed) = (.nothing, "")
        } else if before.hasSuffix("$") {
            (kind, typed) = (.parameter, word)
        } else if before.hasSuffix("."), name.first?.continuesName == true {
            (kind, typed) = (.member, name)
        } else {
            (kind, typed) = (scan.kind(after: before), word)
        }
    }
}

/// What quotes and brackets are open, sign by sign.
private struct TextScan {
    private enum Mode: Equatable {
        case plain, line, block
        case quoted(Character, isEscaped: Bool)
    }

    private enum Bracket {
        case parenthesis, relationship, map, other
    }

    private var mode = Mode.plain
    private var open: [(bracket: Bracket, hasColon: Bool)] = []
    /// The sign before this one, and the last one that is no space.
    private var (previous, last): (Character, Character) = (" ", " ")
    /// The letters up to here.
    private var word = ""

    /// Not inside of a text, a quoted name or a comment.
    var isPlain: Bool { mode == .plain }

    mutating func take(_ character: Character) {
        switch mode {
        case .plain: takePlain(character)
        case .line: if character.isNewline { mode = .plain }
        case .block: if character == "/", previous == "*" { mode = .plain }
        case .quoted(let quote, isEscaped: true): mode = .quoted(quote, isEscaped: false)
        case .quoted(let quote, isEscaped: false):
            if character == quote { mode = .plain }
            if character == "\\", quote != "`" { mode = .quoted(quote, isEscaped: true) }
        }
        previous = character
    }

    private mutating func takePlain(_ character: Character) {
        switch character {
        case "'", "\"", "`": mode = .quoted(character, isEscaped: false)
        case "/" where previous == "/": mode = .line
        case "*" where previous == "/": mode = .block
        case "(": open.append((.parenthesis, false))
        case "[": open.append((last == "-" ? .relationship : .other, false))
        case "{": open.append((last == ")" || Self.opensQuery.contains(word.uppercased()) ? .other : .map, false))
        case ")", "]", "}": _ = open.popLast()
        case ":" where !open.isEmpty: open[open.count - 1].hasColon = true
        default: break
        }
        guard !character.isWhitespace else { return }
        word = character.continuesName ? (previous.continuesName ? word : "") + String(character) : ""
        last = character
    }

    private static let opensQuery: Set = ["EXISTS", "COUNT", "COLLECT", "CALL"]

    /// What a word may be that stands here.
    func kind(after text: String) -> CompletionPlace.Kind {
        let text = text.trimmingSpaces
        let (bracket, hasColon) = open.last ?? (.other, false)
        switch (text.last ?? " ", bracket) {
        case (":", .relationship): return .type
        case ("|", .relationship), ("&", .relationship), ("!", .relationship): return hasColon ? .type : .word
        case ("{", .map), (",", .map): return .propertyKey
        case (_, .map): return .word
        case (":", _): return .label
        case ("|", .parenthesis), ("&", .parenthesis), ("!", .parenthesis): return hasColon ? .label : .word
        default: return text.ending(while: \.continuesName).uppercased() == "CALL" ? .procedure : .word
        }
    }
}

extension Character {
    /// Whether names go on with it.
    fileprivate var continuesName: Bool { isLetter || isNumber || self == "_" }
}

extension String {
    /// The longest end of which each character is wanted.
    fileprivate func ending(while isWanted: (Character) -> Bool) -> String {
        String(self[(lastIndex { !isWanted($0) }.map(index(after:)) ?? startIndex)...])
    }
}
