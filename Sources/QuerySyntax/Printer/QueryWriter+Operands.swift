extension QueryWriter {
    /// Everything that no operator makes.
    mutating func writeOperand(_ kind: Expression.Kind) {
        switch kind {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .float(let value): text += value.description
        case .string(let value): writeString(value)
        case .parameter(let name): text += NameText.parameter(name)
        case .variable(let name): text += NameText.variable(name)
        case .list(let elements):
            text += "["
            writeList(elements)
            text += "]"
        case .map(let entries):
            text += "{"
            writeList(entries) { writer, entry in writer.write(entry) }
            text += "}"
        case .mapProjection(let base, let items):
            write(base, .atom)
            text += " {"
            writeList(items) { writer, item in writer.write(item) }
            text += "}"
        case .caseOf(let operand, let branches, let otherwise): writeCase(operand, branches, otherwise)
        case .call(let call):
            text += NameText.function(call.name.text) + (call.isDistinct ? "(DISTINCT " : "(")
            writeList(call.arguments)
            text += ")"
        case .countRows: text += "count(*)"
        case .pattern(let pattern): writeInExpression(pattern)
        case .subquery(let kind, let query):
            text += kind.rawValue + " "
            writeBraces(query)
        default: writeIteration(kind)
        }
    }

    /// What goes over the elements of a list.
    private mutating func writeIteration(_ kind: Expression.Kind) {
        switch kind {
        case .listComprehension(let name, let list, let predicate, let result):
            text += "["
            writeIterator(name, list)
            write("WHERE", predicate)
            write("|", result)
            text += "]"
        case .patternComprehension(let pattern, let predicate, let result):
            text += "["
            writeInExpression(pattern)
            write("WHERE", predicate)
            write("|", result)
            text += "]"
        case .quantified(let quantifier, let name, let list, let predicate):
            text += quantifier.rawValue + "("
            writeIterator(name, list)
            write("WHERE", predicate)
            text += ")"
        case .reduce(let accumulator, let start, let name, let list, let step):
            writeFold("reduce", accumulator, start, name, list, step)
            text += ")"
        case .allReduce(let accumulator, let start, let name, let list, let step, let predicate):
            writeFold("allReduce", accumulator, start, name, list, step)
            text += ", "
            write(predicate)
            text += ")"
        default: preconditionFailure("an operator is not an operand")
        }
    }

    /// `x IN list`
    private mutating func writeIterator(_ name: Name, _ list: Expression) {
        text += NameText.variable(name.text) + " IN "
        write(list)
    }

    /// `reduce(total = 0, x IN list | total + x`
    private mutating func writeFold(
        _ function: String, _ accumulator: Name, _ start: Expression, _ name: Name, _ list: Expression,
        _ step: Expression
    ) {
        text += "\(function)(\(NameText.variable(accumulator.text)) = "
        write(start)
        text += ", "
        writeIterator(name, list)
        write("|", step)
    }

    private mutating func write(_ entry: MapEntry) {
        text += NameText.name(entry.key.text) + ": "
        write(entry.value)
    }

    private mutating func write(_ item: MapProjectionItem) {
        switch item {
        case .property(let key): text += "." + NameText.name(key.text)
        case .allProperties: text += ".*"
        case .variable(let name): text += NameText.variable(name.text)
        case .entry(let entry): write(entry)
        }
    }

    private mutating func writeCase(_ operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?) {
        text += "CASE"
        if let operand {
            text += " "
            write(operand)
        }
        for branch in branches {
            text += " WHEN "
            writeList(branch.conditions) { writer, condition in writer.write(condition) }
            write("THEN", branch.result)
        }
        write("ELSE", otherwise)
        text += " END"
    }

    private mutating func write(_ condition: CaseCondition) {
        switch condition {
        case .expression(let expression): write(expression)
        case .compares(let comparison, let right):
            text += comparison.rawValue + " "
            write(right, .predicate)
        case .tests(let operation, let right):
            text += operation.rawValue + " "
            write(right, .additive)
        case .isNull(let isNegated): text += isNegated ? "IS NOT NULL" : "IS NULL"
        case .isOfType(let type, let isNegated):
            text += isNegated ? "IS NOT :: " : "IS :: "
            write(type)
        }
    }

    mutating func write(_ type: ValueType) {
        switch type {
        case .simple(let simple, let isNotNull):
            // `ANY` alone could go on with `<`.
            text += (simple == .any ? "ANY VALUE" : simple.rawValue) + (isNotNull ? " NOT NULL" : "")
        case .list(let element, let isNotNull):
            text += "LIST<"
            write(element)
            text += isNotNull ? "> NOT NULL" : ">"
        case .union(let types):
            text += "ANY<"
            for (index, type) in types.enumerated() {
                if index > 0 { text += " | " }
                write(type)
            }
            text += ">"
        }
    }

    /// In single quotes.
    private mutating func writeString(_ value: String) {
        text += "'"
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "'": text += "\\'"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "'"
    }
}
