public import GraphModel
internal import GraphStore
public import InventoryHealth
public import QueryRuntime
public import Schema

/// The health of an inventory at one of several times.
public struct HealthPoint: Sendable {
    public var time: Timestamp
    /// The last commit at that time; nil when there was none.
    public var version: CommitNumber?
    /// Without lists; nil when it cannot be told.
    public var report: HealthReport?
    /// Why there is no report.
    public var missing: String?

    public init(time: Timestamp, version: CommitNumber? = nil, report: HealthReport? = nil, missing: String? = nil) {
        self.time = time
        self.version = version
        self.report = report
        self.missing = missing
    }
}

extension Database {
    /// The health at several times, oldest first: every `step` from `span` before the end, and the end.
    ///
    /// Cost: that of `health` for each commit that is the last at one of these times, and a look at every node touched
    /// since. Times with the same commit share an answer. The schema of now is the measure for all of them.
    ///
    /// - Parameter end: the last point; by default now.
    /// - Throws: as `health`; `history.badPointInTime` for steps that are not positive or more than `largestTrend`.
    ///   Where history does not reach, or the schema of that time lacks a class, the point says so instead.
    public func healthTrend(
        _ request: HealthRequest = HealthRequest(), over span: Duration, step: Duration,
        until end: PointInTime = .latest, rules: [HealthRule] = [], limits: QueryLimits = .healthRule
    ) throws -> [HealthPoint] {
        var request = request
        request.limit = 0
        var points: [HealthPoint] = []
        for time in try times(over: span, step: step, until: end) {
            let snapshot = try store.snapshot()
            let version = try snapshot.commitNumber(at: time)
            if let last = points.last, last.version == version {
                points.append(HealthPoint(time: time, version: version, report: last.report, missing: last.missing))
            } else if version == .zero {
                points.append(HealthPoint(time: time, missing: "before the first commit"))
            } else if try version < snapshot.retentionFloor {
                points.append(HealthPoint(time: time, version: version, missing: "this history was pruned"))
            } else {
                let report = try health(request, at: .commit(version), rules: rules, limits: limits)
                points.append(HealthPoint(time: time, version: version, report: report))
            }
        }
        return points
    }

    /// Most points of a trend.
    public static let largestTrend = 1_000

    private func time(of point: PointInTime) throws -> Timestamp {
        switch point {
        case .latest: clock()
        case .time(let time): time
        case .commit(let number): try record(number)?.metadata.time ?? clock()
        }
    }

    private func times(over span: Duration, step: Duration, until end: PointInTime) throws -> [Timestamp] {
        let last = try time(of: end)
        let (span, step) = (span.microseconds, step.microseconds)
        guard span > 0, step > 0, span / step < Int64(Self.largestTrend) else {
            throw EngineError(
                .badPointInTime, "a trend goes back some time, in at most \(Self.largestTrend) steps",
                advice: "Take longer steps or a shorter time.")
        }
        let (first, isTooFar) = last.microsecondsSinceEpoch.subtractingReportingOverflow(span)
        guard !isTooFar else { throw EngineError(.badPointInTime, "the trend begins before all time") }
        return stride(from: first, to: last.microsecondsSinceEpoch, by: Int64.Stride(step))
            .map { Timestamp(microsecondsSinceEpoch: $0) } + [last]
    }
}

extension Duration {
    /// Up to what fits: some 290,000 years.
    fileprivate var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? .max : whole.addingReportingOverflow(attoseconds / 1_000_000_000_000).partialValue
    }
}
