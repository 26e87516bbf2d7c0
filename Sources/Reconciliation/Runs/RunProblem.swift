public import GraphModel

/// One problem of a run as its record keeps it.
public struct RunProblem: FaultlineError, Hashable {
    public let code: String
    public let message: String
    public let position: SourcePosition?
    public let advice: String?

    init(code: String, message: String, position: SourcePosition?, advice: String?) {
        self.code = code
        self.message = message
        self.position = position
        self.advice = advice
    }

    /// Any error; one that is none of the product's is a `defect`.
    public init(_ error: any Error) {
        let known = error as? any FaultlineError
        code = known?.code ?? "defect"
        message = (known?.message ?? "\(error)").cut(toBytes: RunRecord.textBytes)
        advice = known?.advice?.cut(toBytes: RunRecord.textBytes)
        position = known?.position.map { position in
            SourcePosition(
                file: position.file.cut(toBytes: RunRecord.textBytes), line: position.line, column: position.column,
                path: position.path?.cut(toBytes: RunRecord.textBytes))
        }
    }
}

/// Problems of a run, all counted, the first `RunRecord.keptEntries` kept.
public struct RunProblems: Hashable, Sendable {
    public private(set) var count = 0
    public private(set) var first: [RunProblem] = []

    public init() {}

    public init(_ list: ProblemList) {
        count = list.count
        first = list.first.prefix(RunRecord.keptEntries).map { RunProblem($0) }
    }

    init(count: Int, first: [RunProblem]) {
        self.count = count
        self.first = first
    }
}
