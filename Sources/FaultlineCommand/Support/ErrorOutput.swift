import Faultline

/// An error as the user sees it.
enum ErrorOutput {
    static func text(_ error: any Error, _ style: Style) -> String {
        guard let error = error as? any FaultlineError else {
            return style.red("error:") + " \(error) [defect]\n  Please report this.\n"
        }
        var text = style.red("error:") + " "
        if let position = error.position { text += "\(position): " }
        text += error.message + " " + style.dim("[\(error.code)]") + "\n"
        if let advice = error.advice { text += "  \(advice)\n" }
        return text
    }

    static func json(_ error: any Error) -> String {
        guard let error = error as? any FaultlineError else {
            return JSON.object([
                .init("error", .object([.init("code", "defect"), .init("message", .string("\(error)"))]))
            ])
            .line + "\n"
        }
        let members: [JSON.Member] = [
            .init("code", .string(error.code)), .init("message", .string(error.message)),
            .init("position", error.position.map { .string("\($0)") } ?? .null),
            .init("advice", error.advice.map { .string($0) } ?? .null),
        ]
        return JSON.object([.init("error", .object(members))]).line + "\n"
    }
}

extension JSON: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .string(value) }
}
