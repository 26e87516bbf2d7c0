public import GraphModel

/// What a store notes of one import, whether it changed the graph, changed nothing or failed.
public struct RunRecord: Hashable, Sendable {
    /// How many names of inputs, rejected records and warnings a record keeps one by one.
    public static let keptEntries = 100
    /// Bytes of a text of which people wrote the length, at most; what is longer is cut.
    static let textBytes = 1_000

    /// The place in the table of runs; 0 for one that is not there yet.
    public var number = RunNumber(0)
    /// The commit that the run made; nil when it changed nothing, or failed.
    public var commit: CommitNumber?

    public var source: String
    /// The importer's name.
    public var format: String
    /// The names of the inputs, the first `keptEntries` of them.
    public private(set) var inputs: [String]
    public private(set) var inputCount: Int
    /// Whether the inputs were all that the source has.
    public var isFull: Bool
    /// What became of what a full run no longer reported.
    public var missing: String?
    public var author: String
    public var reason: String?
    public var started: Timestamp
    /// From the start to the last change; that of the commit's flush is not in it.
    public var durationMicroseconds: Int64 = 0

    public var counts = RunCounts()
    public var rejected = RunProblems()
    public var warnings = RunProblems()
    /// Why the run ended without a result. Then all counts are 0.
    public var failure: RunProblem?
    /// The nodes that the run's items are.
    public var seen = SeenNodes()

    /// A run that begins. What it did is told by `finish`.
    public init(
        run: ImportRun, format: String, inputs: [String], author: String, reason: String? = nil, started: Timestamp
    ) {
        source = run.source
        self.format = format
        self.inputs = inputs.prefix(Self.keptEntries).map { $0.cut(toBytes: Self.textBytes) }
        inputCount = inputs.count
        switch run.scope {
        case .partial: isFull = false
        case .full(let policy): (isFull, missing) = (true, policy.rawValue)
        }
        self.author = author
        self.reason = reason
        self.started = started
    }

    init(
        source: String, format: String, inputs: [String], inputCount: Int, isFull: Bool, author: String,
        started: Timestamp
    ) {
        self.source = source
        self.format = format
        self.inputs = inputs
        self.inputCount = inputCount
        self.isFull = isFull
        self.author = author
        self.started = started
    }

    /// Notes what the run did.
    public mutating func finish(_ report: ImportReport, seen: SeenNodes, at time: Timestamp) {
        counts = RunCounts(report)
        rejected = RunProblems(report.rejected)
        warnings = RunProblems(report.warnings)
        self.seen = seen
        end(at: time)
    }

    /// Notes why the run ended without a result. What `finish` noted before counts for nothing: it was not kept.
    public mutating func fail(_ error: any Error, at time: Timestamp) {
        (counts, rejected, warnings, seen) = (RunCounts(), RunProblems(), RunProblems(), SeenNodes())
        failure = RunProblem(error)
        end(at: time)
    }

    /// Clocks may be set back meanwhile.
    private mutating func end(at time: Timestamp) {
        durationMicroseconds = max(0, time.microsecondsSinceEpoch - started.microsecondsSinceEpoch)
    }
}

extension String {
    /// The beginning of at most so many bytes, at the border of a character.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var (text, bytes) = ("", 0)
        for character in self {
            bytes += character.utf8.count
            guard bytes <= limit - 3 else { break }
            text.append(character)
        }
        return text + "…"
    }
}
