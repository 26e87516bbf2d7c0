import Faultline

/// Problems of an import as lines, with each piece of advice once.
enum ProblemText {
    static func text(_ title: String, _ list: ProblemList, limit: Int, _ style: Style) -> String {
        var text = ""
        var advice: [String] = []
        for problem in list.first.prefix(limit) {
            let position = problem.position.map { "\($0): " } ?? ""
            text += "\(style.yellow(title)): \(position)\(problem.message) \(style.dim("[\(problem.code)]"))\n"
            if let new = problem.advice, !advice.contains(new) { advice.append(new) }
        }
        let more = list.count - min(limit, list.first.count)
        if more > 0 { text += "\(style.yellow(title)): \(more) more\n" }
        for line in advice { text += "  \(line)\n" }
        return text
    }
}
