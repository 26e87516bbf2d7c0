import Faultline

/// How the process ends. docs/errors.md is the public table; a test holds the two together.
enum ExitStatus: Int32 {
    case done = 0
    case defect = 1
    case badInput = 2
    case notFound = 3
    case refused = 4
    case storageFault = 5
    case full = 6
    case busy = 7
    case incomplete = 8

    init(of error: any Error) {
        self = (error as? any FaultlineError).map { Self.status(of: $0.code) } ?? .defect
    }

    /// Codes that differ from the rest of their family come first.
    static func status(of code: String) -> ExitStatus {
        if let status = exceptions[code] { return status }
        let family = code.prefix { $0 != "." }
        return families[String(family)] ?? .defect
    }

    private static let families: [String: ExitStatus] = [
        "import": .badInput, "command": .badInput, "request": .badInput, "log": .badInput,
        "query": .badInput, "ci": .notFound, "history": .notFound,
        "schema": .refused, "graph": .refused, "definition": .refused, "constraint": .refused, "commit": .refused,
        "impact": .refused,
        "storage": .storageFault, "topology": .storageFault,
    ]

    private static let exceptions: [String: ExitStatus] = [
        "import.refused": .refused,
        "storage.notFound": .notFound, "storage.exists": .badInput, "storage.unsupportedFileSystem": .badInput,
        "storage.permission": .badInput, "storage.keyOrder": .defect, "storage.keySize": .refused,
        "storage.recordSize": .refused, "storage.transactionTooLarge": .refused, "storage.full": .full,
        "storage.locked": .busy, "storage.busy": .busy, "storage.alreadyOpen": .busy, "storage.readersFull": .busy,
        "storage.readerTooOld": .busy, "storage.writeExpired": .busy,
        "schema.syntax": .badInput, "schema.nesting": .badInput, "schema.badDeclaration": .badInput,
        "schema.conflict": .badInput, "schema.unknownName": .badInput, "schema.cycle": .badInput,
        "schema.tooMany": .badInput, "schema.damaged": .storageFault,
        "graph.nodeUnknown": .notFound, "graph.relationshipUnknown": .notFound, "graph.invalidName": .badInput,
        "graph.invalidValue": .badInput, "definition.unknown": .notFound, "definition.invalid": .badInput,
        "impact.unknownCI": .notFound, "impact.unknownRelationship": .notFound, "impact.badWhatIf": .badInput,
        "history.badPointInTime": .badInput, "history.restoreConflict": .refused, "log.gap": .refused,
        "topology.tooLarge": .refused, "topology.input": .defect,
        "query.constraintViolated": .refused, "query.deleteConnectedNode": .refused, "query.notAllowed": .refused,
        "query.timeLimit": .incomplete, "query.memoryLimit": .incomplete, "query.rowLimit": .incomplete,
        "query.pathLimit": .incomplete, "query.cancelled": .incomplete, "query.transactionConflict": .refused,
        "query.transactionFailed": .refused, "query.transactionBusy": .busy, "query.transactionEnded": .refused,
        "command.outputUnwritable": .storageFault, "command.childFault": .storageFault,
        "command.noPath": .notFound, "command.incomplete": .incomplete, "command.belowScore": .refused,
    ]
}
