import Faultline

/// An error as the user sees it.
enum ErrorOutput {
    static func text(_ error: any Error, _ style: Style) -> String {
        guard let error = error as? any FaultlineError else {
            return style.red("error:") + " \(error) [defect]\n  Please report this.\n"
        }
        if let statement = error as? StatementError { return style.red("error:") + " \(statement.rendered)\n" }
        var text = style.red("error:") + " "
        if let position = error.position { text += "\(position): " }
        text += error.message + " " + style.dim("[\(error.code)]") + "\n"
        if let advice = error.advice { text += "  \(advice)\n" }
        return text
    }

    static func json(_ error: any Error) -> String {
        var writer = JSONWriter(isIndented: false)
        writer.object { writer in
            writer.key("error")
            writer.object { writer in
                let known = error as? any FaultlineError
                var members: [(String, String?)] = [
                    ("code", known?.code ?? "defect"), ("message", known?.message ?? "\(error)"),
                ]
                if let known { members += [("position", known.position.map { "\($0)" }), ("advice", known.advice)] }
                for (key, text) in members {
                    writer.key(key)
                    if let text { writer.string(text) } else { writer.null() }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}
