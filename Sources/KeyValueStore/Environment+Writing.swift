public import GraphModel

extension Environment {
    /// Runs `body` on the writer thread and returns when what it did is durable.
    ///
    /// Everything or nothing of it is kept: nothing when it throws, or when the commit fails. Called on a thread that
    /// may block; on the writer thread itself it traps. `body` runs once and must not wait for anything.
    ///
    /// Errors: what `body` throws, `storage.full`, `storage.readOnly`, `storage.commitOutcomeUnknown`,
    /// `storage.failed`. Cost: one flush of the disk, shared with the writes that wait at the same time.
    public func write<Result>(
        _ kind: WriteKind = .grouped, _ body: (inout WriteTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        switch submit(kind, body) {
        case .success(let result): return result
        case .failure(let error as StoreError): throw error
        // The body can throw nothing else.
        case .failure(let error): throw StoreError(.failed, "\(error)")
        }
    }

    /// `write` for a body that throws errors of its own, which reach the caller as they are.
    public func perform<Result>(
        _ kind: WriteKind = .grouped, _ body: (inout WriteTransaction) throws -> Result
    ) throws -> Result {
        try submit(kind, body).get()
    }

    /// `write` for callers that must not block: `completion` runs on the writer thread when the outcome is known.
    ///
    /// A full queue completes with `storage.busy` at once.
    public func enqueueWrite<Result>(
        _ kind: WriteKind = .grouped,
        _ body: @escaping @Sendable (inout WriteTransaction) throws -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
    ) {
        guard let writer else { return completion(.failure(Self.openedForReading)) }
        let box = Box<Result>()
        let job = WriteJob(kind) { transaction in
            box.value = try body(&transaction)
        } finish: { [self] failure in
            withExtendedLifetime(self) { completion(box.outcome(failure)) }
        }
        writer.submitIfRoom(job)
    }

    /// Begins a write of its own and returns when it is in the queue. `body` may wait for more to do: all other writes
    /// wait for it. `completion` runs on the writer thread when the outcome is known.
    ///
    /// The caller keeps the environment until then.
    package func beginWrite<Result>(
        _ body: @escaping (inout WriteTransaction) throws -> Result,
        completion: @escaping (Swift.Result<Result, any Error>) -> Void
    ) {
        guard let writer else { return completion(.failure(Self.openedForReading)) }
        let box = Box<Result>()
        let job = WriteJob(.exclusive) { transaction in
            box.value = try body(&transaction)
        } finish: { failure in
            completion(box.outcome(failure))
        }
        writer.submit(job)
    }

    private func submit<Result>(
        _ kind: WriteKind, _ body: (inout WriteTransaction) throws -> Result
    ) -> Swift.Result<Result, any Error> {
        guard let writer else { return .failure(Self.openedForReading) }
        let box = Box<Result>()
        let done = Signal()
        return withoutActuallyEscaping(body) { body in
            var outcome: Swift.Result<Result, any Error>?
            let job = WriteJob(kind, done: done) { transaction in
                box.value = try body(&transaction)
            } finish: { failure in
                outcome = box.outcome(failure)
            }
            writer.submit(job)
            done.wait()
            return outcome ?? .failure(StoreError(.failed, "the write was lost"))
        }
    }

    private static var openedForReading: StoreError {
        StoreError(.readOnly, "the store was opened for reading", advice: "Open it for writing.")
    }
}

/// What a body returned, on its way from the writer thread to the caller.
private final class Box<Value> {
    var value: Value?

    func outcome(_ failure: (any Error)?) -> Swift.Result<Value, any Error> {
        if let failure { return .failure(failure) }
        if let value { return .success(value) }
        return .failure(StoreError(.failed, "the write did not run"))
    }
}
