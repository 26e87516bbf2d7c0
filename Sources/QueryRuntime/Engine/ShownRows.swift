internal import GraphModel
internal import QueryValues

// What `SHOW` says of each thing, in the order of its columns.

extension IndexDefinition {
    func row(owner: Value) -> [Value] {
        [.string(name), .string("RANGE")] + element.columns + [.list(properties.map(Value.string)), owner]
    }
}

extension ConstraintDefinition {
    var row: [Value] {
        [.string(name), .string(kind == .uniqueness ? "UNIQUENESS" : "EXISTENCE")] + element.columns
            + [.list(properties.map(Value.string))]
    }
}

extension IndexedElement {
    fileprivate var columns: [Value] {
        switch self {
        case .label(let name): [.string("NODE"), .list([.string(name)])]
        case .relationshipType(let name): [.string("RELATIONSHIP"), .list([.string(name)])]
        }
    }
}

extension Function {
    var row: [Value] { [.string(name), .string(signature), .string(summary), .boolean(false)] }

    private var signature: String {
        let list = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }.joined(separator: ", ")
        return "\(name)(\(list)\(isVariadic ? ", …" : ""))"
    }
}

extension AggregateFunction {
    var row: [Value] {
        let list = parameters.map(\.name).joined(separator: ", ")
        return [.string(rawValue), .string("\(rawValue)(\(list))"), .string(summary), .boolean(true)]
    }
}

extension TransactionStatus {
    var row: [Value] {
        let status = isTerminated ? "Terminated" : statement == nil ? "Idle" : "Running"
        let (seconds, attoseconds) = elapsed.components
        return [
            .string(id), .string(author), .string(statement ?? ""), .string(status),
            .string(isWriting ? "WRITE" : "READ"), .zonedDateTime(ZonedDateTime(began)),
            .duration(CalendarDuration(seconds: seconds, nanoseconds: Int32(attoseconds / 1_000_000_000))),
            .integer(Int64(rows)),
        ]
    }
}

extension ZonedDateTime {
    /// In UTC.
    fileprivate init(_ instant: Timestamp) {
        let seconds = CivilCalendar.floorDivide(instant.microsecondsSinceEpoch, 1_000_000)
        let microseconds = instant.microsecondsSinceEpoch - seconds * 1_000_000
        self.init(secondsSinceEpoch: seconds, nanoseconds: Int32(microseconds * 1_000))
    }
}

extension ProcedureSignature {
    var row: [Value] {
        let given = inputs.enumerated().map { $0.offset < required ? $0.element.name : "[\($0.element.name)]" }
        let text =
            "\(name)(\(given.joined(separator: ", "))) YIELD \(outputs.map(\.name).joined(separator: ", "))"
        return [.string(name), .string(text), .string(summary), .string(isWriting ? "WRITE" : "READ")]
    }
}
