extension QueryWriter {
    /// A path pattern of a clause.
    mutating func write(_ pattern: PathPattern) {
        if let variable = pattern.variable { text += NameText.variable(variable.text) + " = " }
        switch pattern.selector {
        case .all: break
        case .any(let count):
            text += "ANY "
            writeCount(count)
        case .shortest(nil): text += "ANY SHORTEST "
        case .shortest(let count):
            text += "SHORTEST "
            writeCount(count)
        case .allShortest: text += "ALL SHORTEST "
        case .shortestGroups(let count):
            text += "SHORTEST "
            writeCount(count)
        }
        if pattern.mode != .trail { text += pattern.mode.rawValue + " " }
        if case .shortestGroups = pattern.selector { text += "GROUPS " }
        write(pattern.elements)
    }

    /// A path pattern of an expression, in which shortest paths have the form of a function.
    mutating func writeInExpression(_ pattern: PathPattern) {
        let function: String
        switch pattern.selector {
        case .shortest(nil): function = Keyword.shortestPath.text
        case .allShortest: function = Keyword.allShortestPaths.text
        default: return write(pattern)
        }
        if let variable = pattern.variable { text += NameText.variable(variable.text) + " = " }
        text += function + "("
        write(pattern.elements)
        text += ")"
    }

    private mutating func writeCount(_ count: Expression?) {
        guard let count else { return }
        write(count)
        text += " "
    }

    private mutating func write(_ elements: [PathElement]) {
        for element in elements {
            switch element {
            case .node(let node): write(node)
            case .relationship(let relationship): write(relationship)
            case .quantified(let path):
                text += "("
                write(path.pattern.elements)
                write("WHERE", path.predicate)
                text += ")"
                writeBraces(path.range)
            }
        }
    }

    private mutating func writeBraces(_ range: RepeatRange) {
        if range.lower == range.upper {
            text += "{\(range.lower)}"
        } else {
            text += "{\(range.lower),\(range.upper.map(String.init) ?? "")}"
        }
    }

    private mutating func write(_ node: NodePattern) {
        text += "("
        writeInside(node.variable, node.labels, nil, node.properties, node.predicate)
        text += ")"
    }

    private mutating func write(_ relationship: RelationshipPattern) {
        text += relationship.arrow == .left ? "<-" : "-"
        var repeats: RepeatRange?
        if case .variable(let range) = relationship.length { repeats = range }
        let isPlain =
            relationship.variable == nil && relationship.types == nil && repeats == nil
            && relationship.properties == nil && relationship.predicate == nil
        if !isPlain {
            text += "["
            writeInside(
                relationship.variable, relationship.types, repeats, relationship.properties, relationship.predicate)
            text += "]"
        }
        text += relationship.arrow == .right ? "->" : "-"
        if case .quantified(let range) = relationship.length {
            switch (range.lower, range.upper) {
            case (1, nil): text += "+"
            case (0, nil): text += "*"
            default: writeBraces(range)
            }
        }
    }

    /// What stands between the brackets of a node or relationship.
    private mutating func writeInside(
        _ variable: Name?, _ labels: LabelExpression?, _ range: RepeatRange?, _ properties: Expression?,
        _ predicate: Expression?
    ) {
        let start = text.utf8.count
        if let variable { text += NameText.variable(variable.text) }
        if let labels {
            text += ":"
            write(labels, .or)
        }
        if let range { write(range) }
        if let properties {
            if text.utf8.count > start { text += " " }
            write(properties)
        }
        if let predicate {
            text += text.utf8.count > start ? " WHERE " : "WHERE "
            write(predicate)
        }
    }

    /// `*`, `*2`, `*1..3`
    private mutating func write(_ range: RepeatRange) {
        text += "*"
        if range.lower == range.upper {
            text += String(range.lower)
        } else if range != RepeatRange(1, nil) {
            text += "\(range.lower)..\(range.upper.map(String.init) ?? "")"
        }
    }

    enum LabelPrecedence: UInt8, Comparable {
        case or, and, not

        static func < (a: LabelPrecedence, b: LabelPrecedence) -> Bool { a.rawValue < b.rawValue }
    }

    /// Labels in a place where operators bind at least as tightly as `minimum`.
    mutating func write(_ labels: LabelExpression, _ minimum: LabelPrecedence) {
        switch labels {
        case .name(let name): text += NameText.name(name.text)
        case .any: text += "%"
        case .dynamic(let expression, let isAny):
            text += isAny ? "$any(" : "$("
            write(expression)
            text += ")"
        case .not(let label):
            text += "!"
            write(label, .not)
        case .and(let left, let right): writeLabels(left, "&", right, .and, .not, minimum)
        case .or(let left, let right): writeLabels(left, "|", right, .or, .and, minimum)
        }
    }

    private mutating func writeLabels(
        _ left: LabelExpression, _ sign: String, _ right: LabelExpression, _ own: LabelPrecedence,
        _ tighter: LabelPrecedence, _ minimum: LabelPrecedence
    ) {
        if own < minimum { text += "(" }
        write(left, own)
        text += sign
        write(right, tighter)
        if own < minimum { text += ")" }
    }
}
