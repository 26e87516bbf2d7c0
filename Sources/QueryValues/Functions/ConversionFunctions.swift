import GraphModel

/// `toInteger`, `toFloat`, `toString` and `toBoolean`, each in three forms.
///
/// The plain one throws a `TypeError` for kinds it does not take, `…OrNull` is null of them, and `…List` converts the
/// elements of a list like `…OrNull`. A text that denotes no such value becomes null in all three.
enum ConversionFunctions {
    static let all: [Function] =
        family("toInteger", .integer, "an integer", "a number or a string", Conversion.integer)
        + family("toFloat", .float, "a float", "a number or a string", Conversion.float)
        + family("toBoolean", .boolean, "a boolean", "a boolean or a string", Conversion.boolean)
        + family("toString", .string, "a string", "a scalar value", Conversion.string)

    /// Every kind is taken in the signatures: only the values that come tell.
    private static func family(
        _ name: String, _ kind: ValueKinds, _ result: String, _ expected: String,
        _ convert: @escaping @Sendable (Value) throws -> Value?
    ) -> [Function] {
        let plain = Function.strict(name, [.init("input", .any)], gives: kind, "The value as \(result).") {
            arguments, _ in
            guard let value = try convert(arguments[0]) else {
                throw QueryError.argument(of: name, takes: expected, not: arguments[0])
            }
            return value
        }
        let lenient: @Sendable (Value) -> Value = { value in
            // What exceeds the range has no value either.
            guard let converted = try? convert(value) else { return .null }
            return converted
        }
        let orNull = Function.strict(
            "\(name)OrNull", [.init("input", .any)], gives: kind, "The value as \(result), or null if it is none."
        ) { arguments, _ in
            lenient(arguments[0])
        }
        let list = Function.strict(
            "\(name)List", [.init("input", .list)], gives: .list,
            "The list with each element as \(result), or null if it is none."
        ) { arguments, _ in
            .list(try arguments[0].list(for: "\(name)List").map(lenient))
        }
        return [plain, orNull, list]
    }
}

/// Conversions between scalars: nil for kinds that are not converted, null for texts that do not parse.
enum Conversion {
    /// Floats are cut off towards zero; the text of a float is taken too. Throws for what is beyond 64 bits.
    static func integer(_ value: Value) throws -> Value? {
        switch value {
        case .integer, .null: return value
        case .float(let number): return .integer(try whole(number))
        case .string(let text):
            guard let number = DecimalText(text) else { return .null }
            if let integer = number.integer { return .integer(integer) }
            return .integer(try whole(number.value))
        default: return nil
        }
    }

    private static func whole(_ number: Double) throws -> Int64 {
        guard let value = Int64(exactly: number.rounded(.towardZero)) else {
            throw QueryError.integerOverflow("what toInteger() was given")
        }
        return value
    }

    static func float(_ value: Value) -> Value? {
        switch value {
        case .float, .null: return value
        case .integer(let number): return .float(Double(number))
        case .string(let text):
            if let number = DecimalText(text) { return .float(number.value) }
            switch text {
            case "NaN": return .float(.nan)
            case "Infinity", "+Infinity": return .float(.infinity)
            case "-Infinity": return .float(-.infinity)
            default: return .null
            }
        default: return nil
        }
    }

    static func boolean(_ value: Value) -> Value? {
        switch value {
        case .boolean, .null: return value
        case .string(let text):
            switch text.trimmed().lowercased() {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return .null
            }
        default: return nil
        }
    }

    static func string(_ value: Value) -> Value? {
        value.isNull ? .null : value.scalarText.map(Value.string)
    }
}

/// The text of a decimal number: a sign, digits with or without a point, and an exponent, with blanks around.
private struct DecimalText {
    /// Where the text has neither point nor exponent, and fits.
    var integer: Int64?
    var value: Double

    init?(_ text: String) {
        let trimmed = text.trimmed()
        var digits = 0
        var hasPoint = false
        var exponentDigits: Int?
        var previous: UInt8 = 0
        for byte in trimmed.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if let count = exponentDigits { exponentDigits = count + 1 } else { digits += 1 }
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                guard previous == 0 || previous | 0x20 == UInt8(ascii: "e") else { return nil }
            case UInt8(ascii: "."):
                guard !hasPoint, exponentDigits == nil else { return nil }
                hasPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard exponentDigits == nil, digits > 0 else { return nil }
                exponentDigits = 0
            default: return nil
            }
            previous = byte
        }
        guard digits > 0, exponentDigits != 0, let value = Double(Self.normal(trimmed)) else { return nil }
        self.value = value
        integer = hasPoint || exponentDigits != nil ? nil : Int64(trimmed)
    }

    /// With digits on both sides of the point, as the standard library wants them.
    private static func normal(_ text: String) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let whole = text[..<point]
        let rest = text[text.index(after: point)...]
        let hasWhole = whole.last.map { $0 != "+" && $0 != "-" } ?? false
        let hasFraction = rest.first.map { $0 != "e" && $0 != "E" } ?? false
        return whole + (hasWhole ? "" : "0") + "." + (hasFraction ? "" : "0") + rest
    }
}
