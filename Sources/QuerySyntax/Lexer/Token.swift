/// A word, literal or sign of a statement: where it stands and what it is. Its text is made when a tree needs it.
struct Token {
    var kind: TokenKind
    /// What an unquoted name may mean; keywords are not reserved.
    var keyword: Keyword?
    /// Offset of the first byte.
    var start: UInt32
    /// Offset after the last byte.
    var end: UInt32
    /// Of an opening bracket: the index of the token that closes it, or 0.
    var partner: UInt32 = 0
}

enum TokenKind: UInt8 {
    /// The end of the text.
    case endOfText
    /// What no token fits; nothing comes after it.
    case fault
    case name, quotedName
    /// `$name`, `$0`
    case parameter
    /// `` $`name` ``
    case quotedParameter
    case plainString, escapedString
    case decimalInteger, hexInteger, octalInteger, floatingPoint
    /// Digits and letters that make no number.
    case badNumber
    /// `$` in front of something else than a name.
    case dollar
    case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, semicolon, dot, dotDot, colon, doubleColon, bar, doubleBar, ampersand, exclamation
    case plus, plusEqual, minus, star, slash, percent, caret
    case equal, matches, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// Dashes and arrow heads beyond ASCII, which only patterns may have.
    case unicodeDash, unicodeLeft, unicodeRight
    /// Operators of other languages: `!=`, `==`, `&&`.
    case foreignNotEqual, foreignEqual, foreignAnd

    var isName: Bool { self == .name || self == .quotedName }
    var isParameter: Bool { self == .parameter || self == .quotedParameter }
    var isDash: Bool { self == .minus || self == .unicodeDash }
    var isLeftArrow: Bool { self == .less || self == .unicodeLeft }
    var isRightArrow: Bool { self == .greater || self == .unicodeRight }
    var isInteger: Bool { self == .decimalInteger || self == .hexInteger || self == .octalInteger }
}
