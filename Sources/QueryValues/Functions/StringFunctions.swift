import Foundation
import GraphModel

/// Functions of strings. Characters are code points.
enum StringFunctions {
    static let all: [Function] =
        [toUpper, toUpper.named("upper"), toLower, toLower.named("lower"), charLength]
        + [charLength.named("character_length"), left, right, substring, replace, split, normalize, isNormalized]
        + [trim("trim", atStart: true, atEnd: true), trim("btrim", atStart: true, atEnd: true)]
        + [trim("ltrim", atStart: true, atEnd: false), trim("rtrim", atStart: false, atEnd: true)]

    static let toUpper = Function.ofString("toUpper", "The string in upper case.") { .string($0.uppercased()) }

    static let toLower = Function.ofString("toLower", "The string in lower case.") { .string($0.lowercased()) }

    static let charLength = Function.ofString(
        "char_length", gives: .integer, "The number of characters of a string."
    ) { .integer(Int64($0.scalarCount)) }

    private static func trim(_ name: String, atStart: Bool, atEnd: Bool) -> Function {
        Function.strict(
            name, [.init("input", .string), .init("characters", .string, optional: true)], gives: .string,
            "The string without blanks, or other characters, at its \(atStart ? atEnd ? "ends" : "start" : "end")."
        ) { arguments, _ in
            let text = try arguments[0].string(for: name)
            guard arguments.count > 1 else {
                return .string(text.trimmed(atStart: atStart, atEnd: atEnd) { $0.properties.isWhitespace })
            }
            let cut = Set(try arguments[1].string(for: name).unicodeScalars)
            return .string(text.trimmed(atStart: atStart, atEnd: atEnd, where: cut.contains))
        }
    }

    static let left = Function.strict(
        "left", [.init("input", .string), .init("length", .integer)], gives: .string,
        "The first characters of a string."
    ) { arguments, _ in
        .string(try arguments[0].string(for: "left").scalars(from: 0, count: arguments[1].count(for: "left")))
    }

    static let right = Function.strict(
        "right", [.init("input", .string), .init("length", .integer)], gives: .string,
        "The last characters of a string."
    ) { arguments, _ in
        let text = try arguments[0].string(for: "right")
        return .string(
            String(String.UnicodeScalarView(text.unicodeScalars.suffix(try arguments[1].count(for: "right")))))
    }

    static let substring = Function.strict(
        "substring", [.init("input", .string), .init("start", .integer), .init("length", .integer, optional: true)],
        gives: .string, "The characters of a string from a place, counted from 0, to the end or for a length."
    ) { arguments, _ in
        let text = try arguments[0].string(for: "substring")
        let start = try arguments[1].count(for: "substring")
        let length = arguments.count > 2 ? try arguments[2].count(for: "substring") : Int.max
        return .string(text.scalars(from: start, count: length))
    }

    static let replace = Function.strict(
        "replace",
        [
            .init("input", .string), .init("search", .string), .init("replacement", .string),
            .init("limit", .integer, optional: true),
        ], gives: .string, "The string with each place of a text, or only the first ones, replaced by another text."
    ) { arguments, _ in
        let texts = try arguments.prefix(3).map { try $0.string(for: "replace") }
        let limit = arguments.count > 3 ? try arguments[3].count(for: "replace") : Int.max
        return .string(try TextSearch.replace(in: texts[0], texts[1], with: texts[2], limit: limit))
    }

    static let split = Function.strict(
        "split", [.init("input", .string), .init("delimiters", [.string, .list])], gives: .list,
        "The parts of a string between delimiters: a text, or any of a list of texts."
    ) { arguments, _ in
        let text = try arguments[0].string(for: "split")
        guard case .list(let delimiters) = arguments[1] else {
            return .list(try TextSearch.split(text, by: [arguments[1].string(for: "split")]))
        }
        return .list(try TextSearch.split(text, by: delimiters.map { try $0.string(for: "split") }))
    }

    static let normalize = Function.strict(
        "normalize", [.init("input", .string), .init("form", .string, optional: true)], gives: .string,
        "The string in a Unicode normal form: NFC, NFD, NFKC or NFKD."
    ) { arguments, _ in
        let text = try arguments[0].string(for: "normalize")
        return .string(try normalForm(of: text, arguments.count > 1 ? arguments[1].string(for: "normalize") : "NFC"))
    }

    static let isNormalized = Function.strict(
        "isNormalized", [.init("input", .any), .init("form", .string, optional: true)], gives: .boolean,
        "Whether a string is in a Unicode normal form; `IS NFC NORMALIZED` asks the same. Null of what is no string."
    ) { arguments, _ in
        guard case .string(let text) = arguments[0] else { return .null }
        let form = arguments.count > 1 ? try arguments[1].string(for: "isNormalized") : "NFC"
        // Swift's own equality takes strings for equal that differ in their form only.
        return .boolean(try normalForm(of: text, form).utf8.elementsEqual(text.utf8))
    }

    private static func normalForm(of text: String, _ form: String) throws -> String {
        switch form.uppercased() {
        case "NFC": return text.precomposedStringWithCanonicalMapping
        case "NFD": return text.decomposedStringWithCanonicalMapping
        case "NFKC": return text.precomposedStringWithCompatibilityMapping
        case "NFKD": return text.decomposedStringWithCompatibilityMapping
        default:
            throw QueryError.argument(
                .invalidArgumentValue, "the normal forms of Unicode are NFC, NFD, NFKC and NFKD")
        }
    }
}
