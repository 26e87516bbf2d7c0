/// One row of examples, to be put in the place of an outline's `<names>`.
struct OutlineRow {
    private let replacements: [(placeholder: [UInt8], value: [UInt8])]

    init(names: [String], values: [String]) {
        replacements = zip(names, values).map { (Array("<\($0.0)>".utf8), Array($0.1.utf8)) }
    }

    func replace(_ step: Step) -> Step {
        var step = step
        step.text = replace(step.text)
        switch step.argument {
        case .none: break
        case .text(let text): step.argument = .text(replace(text))
        case .table(let table):
            step.argument = .table(Table(table.rows.map { Table.Row($0.cells.map(replace), at: $0.position) }))
        }
        return step
    }

    /// In one pass: what came from an example is not searched again.
    func replace(_ text: String) -> String {
        let opening = UInt8(ascii: "<")
        guard text.utf8.contains(opening) else { return text }
        var rest = Array(text.utf8)[...]
        var result: [UInt8] = []
        result.reserveCapacity(rest.count)
        while let byte = rest.first {
            if byte == opening, let found = replacements.first(where: { rest.starts(with: $0.placeholder) }) {
                result += found.value
                rest = rest.dropFirst(found.placeholder.count)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
