import Faultline

/// Colours and weights of text on a terminal; everything is plain when it is off.
struct Style {
    let isOn: Bool

    static let plain = Style(isOn: false)

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func yellow(_ text: String) -> String { wrap(text, "33") }
    func magenta(_ text: String) -> String { wrap(text, "35") }

    /// The colour of a verdict: red, magenta and yellow differ for people who see few colours in lightness too, and
    /// the word stands beside it.
    func verdict(_ text: String, _ verdict: Verdict) -> String {
        switch verdict {
        case .down: wrap(text, "1;31")
        case .degraded: magenta(text)
        case .atRisk: yellow(text)
        case .unaffected: text
        }
    }

    func paint(_ text: String, _ cell: Cell) -> String {
        if case .verdict(let verdict) = cell { self.verdict(text, verdict) } else { text }
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
