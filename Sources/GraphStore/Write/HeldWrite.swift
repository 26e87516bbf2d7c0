public import GraphModel
internal import KeyValueStore

extension GraphStore {
    /// Begins a commit that is made piece by piece, for those who do not know at the beginning all that they will
    /// write.
    ///
    ///     let write = store.beginWrite(metadata, idleLimit: .seconds(30))
    ///     let found = try write.perform { writer in … }
    ///     try write.perform { writer in … }
    ///     try write.commit()
    ///
    /// Waits in the queue of the writes; from its turn to its end all others wait for it.
    ///
    /// - Parameter idleLimit: how long it may wait for its next piece. Past that it is undone.
    public func beginWrite(_ metadata: CommitMetadata, idleLimit: Duration) -> HeldWrite {
        let desk = WriteDesk(idleLimit)
        environment.beginWrite { [self] transaction in
            let session = try begin(&transaction, metadata)
            try desk.serve(GraphWriter(session))
            return try end(session, transaction, ())
        } completion: { outcome in
            desk.close(outcome)
        }
        return HeldWrite(self, desk)
    }
}

/// One commit in the making that takes its work piece by piece, from any thread, one piece at a time. Undone when the
/// last reference to it goes.
public final class HeldWrite: Sendable {
    private let store: GraphStore
    private let desk: WriteDesk

    fileprivate init(_ store: GraphStore, _ desk: WriteDesk) {
        self.store = store
        self.desk = desk
    }

    deinit { rollback() }

    /// Has the writer thread do a piece of the work, and waits for it. When `body` throws, the whole write is undone.
    ///
    /// - Throws: what `body` throws, and `storage.writeExpired`; afterwards again why the write ended.
    public func perform<Result>(_ body: (GraphWriter) throws -> Result) throws -> Result {
        var result: Result?
        try withoutActuallyEscaping(body) { body in
            try desk.place(.work { writer in result = try body(writer) })
        }
        guard let result else { throw WriteDesk.ended }
        return result
    }

    /// Ends the write, and returns when it is durable.
    ///
    /// - Throws: refusals (`StoreError.isRefusal`), failures of the disk, and why the write ended before.
    public func commit() throws -> WriteResult<Void> {
        try desk.place(.commit)
        return try desk.result()
    }

    /// Has the write undone as soon as the piece that is at work has ended, and does not wait for that. Of a write that
    /// has ended nothing changes.
    public func giveUp() { desk.giveUp() }

    /// `giveUp` that waits.
    public func rollback() {
        desk.giveUp()
        desk.waitForEnd()
    }
}

/// Where those who have work meet the writer thread.
private final class WriteDesk: @unchecked Sendable {
    enum Order {
        case work((GraphWriter) throws -> Void)
        case commit
    }

    private let monitor = Monitor()
    private let idleLimit: Duration
    // Guarded by the monitor.
    /// What is waited for or at work. Whoever comes meanwhile waits for room.
    private var order: Order?
    private var isGivenUp = false
    private var outcome: Result<WriteResult<Void>, any Error>?

    init(_ idleLimit: Duration) { self.idleLimit = idleLimit }

    static var ended: StoreError { StoreError(.abandoned, "the write has ended") }

    // MARK: The writer thread

    /// Does what comes, until the end.
    func serve(_ writer: GraphWriter) throws {
        while true {
            switch try next() {
            case .commit: return
            case .work(let body): try body(writer)
            }
            monitor.withLock {
                order = nil
                monitor.wakeAll(.hasRoom)
            }
        }
    }

    private func next() throws -> Order {
        let deadline = MonotonicClock.exact + MonotonicClock.nanoseconds(idleLimit)
        let (next, isOver) = monitor.withLock {
            while order == nil, !isGivenUp, monitor.wait(for: .hasWork, until: deadline) {}
            return (order, isGivenUp)
        }
        if isOver { throw Self.ended }
        guard let next else {
            throw StoreError(
                .writeExpired, "the transaction was not used for \(idleLimit) while others waited to write",
                advice: "Nothing of it is kept: begin again.")
        }
        return next
    }

    /// Told by the store when the write has ended.
    func close(_ outcome: Result<WriteResult<Void>, any Error>) {
        monitor.withLock {
            self.outcome = outcome
            order = nil
            monitor.wakeAll(.hasRoom)
        }
    }

    // MARK: The others

    /// Hands in an order and waits until it is done.
    ///
    /// - Throws: why the write ended without it.
    func place(_ order: Order) throws {
        let failure: (any Error)? = monitor.withLock {
            while self.order != nil, outcome == nil { monitor.wait(for: .hasRoom) }
            if let outcome { return outcome.failure ?? Self.ended }
            self.order = order
            monitor.wakeOne(.hasWork)
            while self.order != nil { monitor.wait(for: .hasRoom) }
            return outcome?.failure
        }
        if let failure { throw failure }
    }

    func result() throws -> WriteResult<Void> {
        guard let outcome = monitor.withLock({ outcome }) else { throw Self.ended }
        return try outcome.get()
    }

    func waitForEnd() {
        monitor.withLock {
            while outcome == nil { monitor.wait(for: .hasRoom) }
        }
    }

    func giveUp() {
        monitor.withLock {
            isGivenUp = true
            monitor.wakeOne(.hasWork)
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
