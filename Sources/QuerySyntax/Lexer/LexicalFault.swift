import GraphModel

/// Why a text ends in a token of the kind `fault`. The parser reports it when it gets there, so that errors come in the
/// order of the text.
struct LexicalFault {
    var detail: QueryErrorDetail = .unexpectedSyntax
    var message: String
    var advice: String?
    /// Offset of the first byte that does not fit.
    var offset: Int
    /// More text could mend it.
    var wantsMore = false
}
