/// What `\p{…}` names.
enum ScalarProperty: Sendable {
    /// General categories by their one or two letters: `L`, `Lu`.
    case category(String)
    case alphabetic, uppercase, lowercase, whitespace
    case ascii(ScalarSet)

    /// Nil for names that are not supported. `Is` may come before the names of categories and of properties.
    init?(name: String) {
        if let set = Self.posix[name] {
            self = .ascii(set)
            return
        }
        let plain = name.hasPrefix("Is") ? String(name.dropFirst(2)) : name
        switch plain.lowercased() {
        case "alphabetic", "letter": self = .alphabetic
        case "uppercase": self = .uppercase
        case "lowercase": self = .lowercase
        case "white_space", "whitespace": self = .whitespace
        case "digit": self = .category("Nd")
        default:
            guard Self.categories.contains(plain) else { return nil }
            self = .category(plain)
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .category(let name): scalar.properties.generalCategory.code.hasPrefix(name)
        case .alphabetic: scalar.properties.isAlphabetic
        case .uppercase: scalar.properties.isUppercase
        case .lowercase: scalar.properties.isLowercase
        case .whitespace: scalar.properties.isWhitespace
        case .ascii(let set): set.contains(scalar)
        }
    }

    private static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    /// The classes of POSIX, which are of ASCII only.
    private static let posix: [String: ScalarSet] = [
        "Lower": .ranges([0x61...0x7A]), "Upper": .ranges([0x41...0x5A]), "ASCII": .ranges([0...0x7F]),
        "Alpha": .ranges([0x41...0x5A, 0x61...0x7A]), "Digit": .digits,
        "Alnum": .ranges([0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
        "Punct": .ranges([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]), "Graph": .ranges([0x21...0x7E]),
        "Print": .ranges([0x20...0x7E]), "Blank": .ranges([0x09...0x09, 0x20...0x20]),
        "Cntrl": .ranges([0...0x1F, 0x7F...0x7F]), "XDigit": .ranges([0x30...0x39, 0x41...0x46, 0x61...0x66]),
        "Space": .space,
    ]
}

extension Unicode.GeneralCategory {
    /// The two letters of the Unicode standard.
    fileprivate var code: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
