internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// `CALL { … } IN TRANSACTIONS`: takes all rows, then runs the subquery for so many of them at a time, each time in a
/// commit of its own. What follows reads the version after the last of them.
final class BatchOperator: Operator {
    private final class Outlet: Operator {
        var rows: RowStore

        init(_ slots: [Slot]) { rows = RowStore(slots) }

        override func push(_ run: Execution) throws -> Bool {
            try rows.append(run)
            return true
        }
    }

    /// What came of some of the rows.
    private struct Batch {
        var range: Range<Int>
        var isKept = false
        /// Of a subquery that gives rows; nil: the rows that came go on.
        var rows: RowStore?
        var status = Value.null
    }

    private let call: BatchedCall
    private let size: Evaluator?
    private let routine: Routine
    private let outlet: Outlet
    private var rows: RowStore
    private var rowsOfBatch = BatchedCall.usualSize

    init(_ call: BatchedCall, size: Evaluator?, _ compiler: Compiler) {
        self.call = call
        self.size = size
        outlet = Outlet(call.keeping + call.columns)
        routine = compiler.compile(call.pipeline, into: call.columns.isEmpty ? FinishOperator() : outlet)
        rows = RowStore(call.keeping)
    }

    override func push(_ run: Execution) throws -> Bool {
        try rows.append(run)
        return true
    }

    /// The rest is for `perform`, when nothing is read any more.
    override func finish(_ run: Execution) throws {
        if let size {
            guard case .integer(let count) = try size.value(run), count > 0 else {
                throw QueryError.argument(
                    .invalidArgumentValue, "the number of rows of a transaction is an integer above 0")
            }
            rowsOfBatch = Int(min(count, 1 << 40))
        }
        run.batches?.hold(self)
    }

    override func reset() {
        rows.reset()
        super.reset()
    }

    /// Runs the batches, then what follows them.
    func perform(_ batches: BatchWriter) throws {
        var done: [Batch] = []
        var isStopped = false
        for first in stride(from: 0, to: rows.count, by: rowsOfBatch) {
            var batch = Batch(range: first..<min(first + rowsOfBatch, rows.count))
            if isStopped {
                batch.status = status(batches, isStarted: false)
            } else {
                try attempt(&batch, batches)
                isStopped = !batch.isKept && call.onError == .stop
            }
            done.append(batch)
        }
        try batches.read { run in
            for batch in done { guard try push(batch, run) else { break } }
            for place in done.indices { done[place].rows?.removeAll(run) }
            rows.removeAll(run)
            try super.finish(run)
        }
    }

    private func attempt(_ batch: inout Batch, _ batches: BatchWriter) throws {
        do {
            let commit = try batches.commit { run in try write(batch.range, run) }
            batch.isKept = true
            if !call.columns.isEmpty { batch.rows = outlet.rows }
            batch.status = status(batches, commit: commit)
        } catch  where call.onError != .fail && error.isOfWork {
            batch.status = status(batches, error: error)
        }
    }

    private func write(_ range: Range<Int>, _ run: Execution) throws {
        try run.budget.check()
        outlet.rows.reset()
        for row in range {
            try run.budget.tick()
            rows.restore(row, run)
            let before = outlet.rows.count
            try routine.perform(run)
            if call.isOptional, !call.columns.isEmpty, outlet.rows.count == before {
                for column in call.columns { run[column] = .null }
                _ = try outlet.push(run)
            }
        }
    }

    /// Pushes the rows of a batch on. Of one of which nothing was kept, the rows that came have nulls.
    private func push(_ batch: Batch, _ run: Execution) throws -> Bool {
        if let slot = call.status { run[slot] = batch.status }
        if let rows = batch.rows {
            for row in 0..<rows.count {
                rows.restore(row, run)
                guard try pass(run) else { return false }
            }
            return true
        }
        for column in call.columns { run[column] = .null }
        for row in batch.range {
            rows.restore(row, run)
            guard try pass(run) else { return false }
        }
        return true
    }

    private func status(
        _ batches: BatchWriter, isStarted: Bool = true, commit: CommitNumber? = nil, error: (any Error)? = nil
    ) -> Value {
        .map(
            MapValue([
                ("started", .boolean(isStarted)), ("committed", .boolean(commit != nil)),
                ("transactionId", isStarted ? .string(batches.id) : .null),
                ("commit", commit.map { .integer(Int64($0.rawValue)) } ?? .null),
                ("errorMessage", error.map { .string(($0 as? any FaultlineError)?.message ?? "\($0)") } ?? .null),
            ]))
    }
}

extension Error {
    /// Whether it is about what a statement did, not about the store's health or an order to end.
    fileprivate var isOfWork: Bool {
        switch self {
        case let error as QueryError: error.category != .limit
        case let error as StoreError: error.isRefusal
        default: false
        }
    }
}
