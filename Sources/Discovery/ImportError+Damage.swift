import GraphModel

extension ImportError {
    /// Whether the document itself is damaged: what came before counts, and behind it nothing can be found.
    var isDamage: Bool { kind == .syntax || kind == .limit || kind == .badEncoding }
}
