import GraphModel

/// Who calls whom: each edge once, with counts, however many spans tell of it.
struct TraceGraph {
    struct Call: Hashable {
        var caller: Int32
        var callee: Int32
        /// Something that was sent, without waiting for what becomes of it.
        var isMessage: Bool
    }

    /// A call as one of its ends states it alone.
    struct Contact: Hashable {
        enum Role { case calls, publishes, subscribes, isCalled }

        var service: Int32
        var peer: Int32
        var role: Role
    }

    struct Count {
        var calls: Int64 = 0
        var errors: Int64 = 0
        /// Of the calls, those whose other end sent a span itself.
        var answered: Int64 = 0
        var position: SourcePosition

        mutating func add(_ calls: Int64 = 1, errors: Int64) {
            self.calls = self.calls.addingReportingOverflow(calls).partialValue
            self.errors = self.errors.addingReportingOverflow(errors).partialValue
        }
    }

    /// What is known of a service besides its name.
    struct Description {
        var position: SourcePosition
        var attributes: [Property] = []
        var instances: Set<TraceInstance> = []
    }

    private(set) var services = Interner<TraceService>()
    private(set) var descriptions: [Description] = []
    private(set) var peers = Interner<TracePeer>()
    private(set) var calls: [Call: Count] = [:]
    private(set) var contacts: [Contact: Count] = [:]
    /// Spans that came twice, and spans whose parents did not come.
    private(set) var repeated: Int64 = 0
    private(set) var orphans: Int64 = 0
    private var table: SpanTable

    init(limit: Int = SpanTable.limit) { table = SpanTable(limit: limit) }

    mutating func service(_ service: TraceService, at position: SourcePosition) -> Int32 {
        let place = services.place(of: service)
        if place == descriptions.count { descriptions.append(Description(position: position)) }
        return place
    }

    mutating func describe(_ place: Int32, _ sender: TraceSender) {
        if !sender.attributes.isEmpty { descriptions[Int(place)].attributes = sender.attributes }
        if let instance = sender.instance { descriptions[Int(place)].instances.insert(instance) }
    }

    /// Calls that were counted elsewhere.
    mutating func add(calls count: Int64, errors: Int64, from caller: Int32, to callee: Int32, at place: SourcePosition)
    {
        guard caller != callee else { return }
        let call = Call(caller: caller, callee: callee, isMessage: false)
        calls[call, default: Count(position: place)].add(count, errors: errors)
    }

    mutating func add(_ span: TraceSpan, of service: Int32) {
        let peer = span.peer.map { peers.place(of: $0) }
        var note = SpanTable.Note(service: service, peer: nil, kind: span.kind)
        let role = span.peer.flatMap { Self.role(of: $0, span) }
        if role == .calls { note.peer = peer }
        guard table.add(span.key, note) else {
            repeated += 1
            return
        }
        if let role, let peer {
            let contact = Contact(service: service, peer: peer, role: role)
            contacts[contact, default: Count(position: span.position)].add(errors: span.hasFailed ? 1 : 0)
        }
        for child in table.takeChildren(of: span.key) { join(child, to: span.key, note, at: span.position) }
        if let parent = span.parent {
            let child = SpanTable.Child(
                service: service, caller: role == .isCalled ? peer : nil, otherParent: span.otherParent,
                isMessage: span.isMessage || span.kind == .consumer, hasFailed: span.hasFailed)
            if let found = table[parent] {
                join(child, to: parent, found, at: span.position)
            } else {
                table.wait(child, for: parent)
            }
        }
        if table.isFull { turn() }
    }

    private static func role(of peer: TracePeer, _ span: TraceSpan) -> Contact.Role? {
        switch (peer, span.kind) {
        case (.service, .server): .isCalled
        case (_, .server): nil
        case (.destination, .consumer), (.broker, .consumer): .subscribes
        case (.destination, _), (.broker, _): .publishes
        case (.service, .consumer): nil
        default: .calls
        }
    }

    private mutating func join(
        _ child: SpanTable.Child, to parent: SpanKey, _ note: SpanTable.Note, at position: SourcePosition
    ) {
        guard child.service != note.service else { return }
        let call = Call(
            caller: note.service, callee: child.service, isMessage: child.isMessage || note.kind == .producer)
        calls[call, default: Count(position: position)].add(errors: child.hasFailed ? 1 : 0)
        if let peer = table[parent]?.peer {
            contacts[Contact(service: note.service, peer: peer, role: .calls)]?.answered += 1
            table.forgetPeer(of: parent)
        }
        if let caller = child.caller {
            contacts[Contact(service: child.service, peer: caller, role: .isCalled)]?.answered += 1
        }
    }

    private mutating func turn() {
        var found: [(SpanTable.Child, SpanKey, SpanTable.Note)] = []
        var lost: Int64 = 0
        table.turn { child, key, note in
            if let key, let note {
                found.append((child, key, note))
            } else if child.caller == nil {
                // Of the others it is known from whom they came.
                lost += 1
            }
        }
        orphans += lost
        for (child, key, note) in found {
            join(child, to: key, note, at: descriptions[Int(child.service)].position)
        }
    }

    /// No more spans come.
    mutating func settle() {
        turn()
        turn()
    }
}
