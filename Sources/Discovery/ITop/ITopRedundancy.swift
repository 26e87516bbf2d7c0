import GraphModel

/// How many of its providers an object needs, as iTop writes it: `disabled`, `2` or `60%`; people see a sentence.
enum ITopRedundancy: Equatable {
    /// All of them.
    case disabled
    case count(Int)
    case percent(Double)

    /// Nil for another text.
    init?(_ text: String) {
        let plain = text.lowercased()
        if plain == "disabled" {
            self = .disabled
            return
        }
        // "The farm is up if at least 60 % of the hypervisors are up". Other languages, and sentences about what is
        // down,
        // are not guessed at.
        let sentence = plain.firstRange(of: " is up if at least ").map { plain[$0.upperBound...] }
        if sentence == nil, plain.hasSuffix(" are up"), plain.firstRange(of: " is up if all ") != nil {
            self = .disabled
            return
        }
        let words = sentence ?? plain[...]
        let number = words.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = words[number.endIndex...].drop { $0 == " " }
        if rest.first == "%", sentence != nil || rest.dropFirst().isEmpty {
            guard let share = Double(number), share > 0, share <= 100 else { return nil }
            self = .percent(share)
        } else {
            let one = sentence != nil && number.isEmpty && rest.hasPrefix("one ")
            guard let count = one ? 1 : Int(number), count > 0, sentence != nil || rest.isEmpty else { return nil }
            self = .count(count)
        }
    }

    /// The threshold for a number of providers; nil when each of them is needed, so that there is no group.
    func threshold(of members: Int) -> RedundancyGroup.Threshold? {
        switch self {
        case .disabled: nil
        // More than there are means all of them.
        case .count(let count): .atLeast(min(count, members))
        case .percent(let share): .percent(share)
        }
    }
}
