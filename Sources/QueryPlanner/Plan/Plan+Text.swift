import QuerySyntax

extension Plan {
    /// The plan as `EXPLAIN` prints it: one line a step in the order of their work, pipelines within indented, with
    /// the rows that were expected and, of `PROFILE`, those that came.
    public func text(rows counts: [Int]? = nil) -> String {
        var lines: [(text: String, expected: String, actual: String)] = []
        append(pipeline, depth: 0, counts, to: &lines)
        lines.append((columns.isEmpty ? "no rows" : "result " + columns.map(\.name).joined(separator: ", "), "", ""))
        let width = (lines.map(\.text.count).max() ?? 0) + 2
        let expectedWidth = max(8, lines.map(\.expected.count).max() ?? 0)
        let actualWidth = max(6, lines.map(\.actual.count).max() ?? 0)
        var text = "step".padded(to: width) + "expected".padded(left: expectedWidth)
        if counts != nil { text += "  " + "actual".padded(left: actualWidth) }
        for line in lines {
            text += "\n" + line.text.padded(to: width) + line.expected.padded(left: expectedWidth)
            if counts != nil { text += "  " + line.actual.padded(left: actualWidth) }
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.droppingTrailingSpaces }.joined(separator: "\n")
    }

    private func append(
        _ pipeline: Pipeline, depth: Int, _ counts: [Int]?,
        to lines: inout [(text: String, expected: String, actual: String)]
    ) {
        for step in pipeline.steps {
            let indent = String(repeating: "  ", count: depth)
            let actual = counts.map { String($0[step.number]) } ?? ""
            lines.append((indent + describe(step.operation), Self.rounded(step.estimatedRows), actual))
            for inner in step.operation.pipelines { append(inner, depth: depth + 1, counts, to: &lines) }
        }
    }

    private static func rounded(_ rows: Double) -> String {
        rows >= 1e15 ? "very many" : String(Int(rows.rounded(.up)))
    }

    func name(_ slot: Slot) -> String {
        let name = slotNames[slot]
        return name.isEmpty || Scope.isHidden(name) ? "_\(slot)" : name
    }
}

extension Operation {
    /// The pipelines that the step runs itself.
    fileprivate var pipelines: [Pipeline] {
        switch self {
        case .optional(let pipeline, _), .apply(let pipeline, _), .forEach(_, _, let pipeline): [pipeline]
        case .batches(let call): [call.pipeline]
        case .union(let pipelines): pipelines
        case .repeatPath(let repetition): [repetition.pipeline]
        case .selectPaths(let selection): [selection.pipeline]
        case .merge(let merge): [merge.match]
        default: []
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate func padded(left width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}

extension Substring {
    fileprivate var droppingTrailingSpaces: Substring {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
