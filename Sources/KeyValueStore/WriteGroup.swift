internal import CLMDB
internal import Glibc
internal import GraphModel

/// Runs what shares one commit so that a failing job is undone alone, then commits once, then tells everyone. Lives on
/// the writer thread.
final class WriteGroup {
    private let environment: EnvironmentHandle
    private let state: UnsafeMutablePointer<TransactionState>
    /// Why nothing can be written until the environment is opened again.
    private var obstacle: StoreError?
    private var lastReaderCheck = MonotonicClock.now

    private static let readerCheckInterval: UInt64 = 30_000_000_000

    init(_ environment: EnvironmentHandle) {
        self.environment = environment
        state = .allocate(capacity: 1)
        state.initialize(to: TransactionState(start: 0, deadline: .max, thread: pthread_self()))
    }

    deinit {
        state.pointee.deallocate()
        state.deallocate()
    }

    func run(_ jobs: [WriteJob]) {
        do throws(StoreError) {
            try prepare()
            let transaction = try begin(nil)
            if jobs.count == 1 { runAlone(jobs[0], transaction) } else { try runTogether(jobs, transaction) }
        } catch {
            WriteJob.complete(jobs, error)
        }
    }

    private func prepare() throws(StoreError) {
        if let obstacle { throw obstacle }
        let now = MonotonicClock.now
        if now - lastReaderCheck > Self.readerCheckInterval {
            lastReaderCheck = now
            try environment.clearDeadReaders()
        }
        let watermark = environment.settings.freeSpaceWatermarkBytes
        if let free = FileSystem.freeBytes(environment.folder), free < watermark {
            throw StoreError(
                .full, "\(free >> 20) MiB are free on the disk of \(environment.folder), fewer than \(watermark >> 20)",
                advice: "Make room on the disk, then try again. Nothing that was acknowledged is lost.")
        }
    }

    private func begin(_ parent: OpaquePointer?) throws(StoreError) -> OpaquePointer {
        var transaction: OpaquePointer?
        let status = mdb_txn_begin(environment.environment, parent, 0, &transaction)
        guard status == MDB_SUCCESS, let transaction else {
            throw StoreError(status: status, "beginning to write \(environment.folder)")
        }
        state.pointee.start = MonotonicClock.now
        return transaction
    }

    /// Runs one body; its error, if it threw.
    private func perform(_ job: WriteJob, _ transaction: OpaquePointer, _ shared: SharedWork) -> (any Error)? {
        var lent = WriteTransaction(
            unsafe: UnsafeTransaction(
                transaction: transaction, state: state, tables: environment.tables, isWritable: true),
            shared: shared)
        var failure: (any Error)?
        do { try job.run(&lent) } catch { failure = error }
        precondition(state.pointee.cursors == 0, "a cursor outlives its transaction")
        job.hooks = lent.hooks
        return failure
    }

    /// Runs a body that shares its transaction with no other; its error, if it threw.
    private func performAlone(_ job: WriteJob, _ transaction: OpaquePointer) -> (any Error)? {
        let shared = SharedWork(isGroup: false)
        if let failure = perform(job, transaction, shared) { return failure }
        return shared.close()
    }

    private func runAlone(_ job: WriteJob, _ transaction: OpaquePointer) {
        if let failure = performAlone(job, transaction) {
            mdb_txn_abort(transaction)
            return job.complete(failure)
        }
        finish([job], commit(transaction))
    }

    /// Runs jobs in one transaction; when one fails, all again, each so that it can be undone.
    private func runTogether(_ jobs: [WriteJob], _ transaction: OpaquePointer) throws(StoreError) {
        guard jobs.allSatisfy({ $0.kind == .repeatable }) else { return runNested(jobs, transaction) }
        let shared = SharedWork(isGroup: true)
        let isDone = !jobs.contains { perform($0, transaction, shared) != nil } && shared.close() == nil
        guard isDone else {
            mdb_txn_abort(transaction)
            return runNested(jobs, try begin(nil))
        }
        finish(jobs, commit(transaction))
    }

    /// Runs each job in a transaction within the group's, so that it is undone alone.
    private func runNested(_ jobs: [WriteJob], _ transaction: OpaquePointer) {
        var succeeded: [WriteJob] = []
        for job in jobs {
            do throws(StoreError) {
                let nested = try begin(transaction)
                if let failure = performAlone(job, nested) {
                    mdb_txn_abort(nested)
                    job.complete(failure)
                    continue
                }
                let status = mdb_txn_commit(nested)
                guard status == MDB_SUCCESS else { throw StoreError(status: status, "ending a write") }
                succeeded.append(job)
            } catch {
                job.complete(error)
            }
        }
        guard !succeeded.isEmpty else { return mdb_txn_abort(transaction) }
        finish(succeeded, commit(transaction))
    }

    private func finish(_ jobs: [WriteJob], _ failure: StoreError?) {
        if failure == nil {
            for job in jobs { for hook in job.hooks { hook() } }
        }
        WriteJob.complete(jobs, failure)
    }

    private func commit(_ transaction: OpaquePointer) -> StoreError? {
        let status = mdb_txn_commit(transaction)
        return status == MDB_SUCCESS ? nil : failure(ofCommit: status)
    }

    /// Finds out what a failed commit means, and whether writing may go on.
    private func failure(ofCommit status: CInt) -> StoreError {
        var probe: OpaquePointer?
        let probed = mdb_txn_begin(environment.environment, nil, 0, &probe)
        if probed == MDB_SUCCESS { mdb_txn_abort(probe) }
        if probed == MDB_PANIC {
            // The meta page could not be written: whether the commit is in, only opening the file again tells.
            obstacle = StoreError(status: MDB_PANIC, "an earlier commit failed")
            return StoreError(
                .commitOutcomeUnknown,
                "the disk failed while the commit was published: it may be in or not",
                advice: "Open the store again and look whether the change is there before repeating it.")
        }
        let error = StoreError(status: status, "committing to \(environment.folder)")
        guard status == EIO else { return error }
        // LMDB reports a short write, which is how a full disk shows, as EIO.
        if FileSystem.isNearlyFull(environment.folder) {
            return StoreError(status: ENOSPC, "committing to \(environment.folder)")
        }
        // After a failed flush the system forgets which pages are not on disk: nothing may build on them.
        obstacle = StoreError(
            .readOnly, "the disk failed while writing \(environment.folder); the store takes no more writes",
            advice: "Check the disk, open the store again and run `faultline verify`.")
        return StoreError(
            .readOnly, "the disk failed while writing \(environment.folder); the write was not kept",
            advice: "Check the disk, open the store again and run `faultline verify`.")
    }
}
