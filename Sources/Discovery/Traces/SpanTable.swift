/// The spans of the recent past, and those of them whose parent has not come yet.
///
/// Spans come in any order, children mostly before their parents. Two generations of `limit` spans are kept; when the
/// younger is full, the older is given up.
struct SpanTable {
    /// A span that others may have as their parent.
    struct Note {
        var service: Int32
        /// The other end that it states, until a span from there has come.
        var peer: Int32?
        var kind: TraceSpan.Kind
    }

    /// A span that waits for its parent.
    struct Child {
        var service: Int32
        var caller: Int32?
        var otherParent: SpanKey?
        var isMessage: Bool
        var hasFailed: Bool
        /// The next that waits for the same parent.
        fileprivate var next: Int32 = -1

        init(service: Int32, caller: Int32?, otherParent: SpanKey?, isMessage: Bool, hasFailed: Bool) {
            self.service = service
            self.caller = caller
            self.otherParent = otherParent
            self.isMessage = isMessage
            self.hasFailed = hasFailed
        }
    }

    private struct Generation {
        var notes: [SpanKey: Note] = [:]
        /// The first child that waits for a parent.
        var heads: [SpanKey: Int32] = [:]
        var children: [Child] = []

        mutating func takeChildren(of key: SpanKey) -> [Child] {
            guard !heads.isEmpty, let head = heads.removeValue(forKey: key) else { return [] }
            return chain(from: head)
        }

        func chain(from head: Int32) -> [Child] {
            var result: [Child] = []
            var place = head
            while place >= 0 {
                result.append(children[Int(place)])
                place = children[Int(place)].next
            }
            return result.reversed()
        }
    }

    /// Half of the spans that are remembered.
    static let limit = 1_500_000

    private let limit: Int
    private var young = Generation()
    private var old = Generation()

    init(limit: Int = Self.limit) { self.limit = limit }

    var isFull: Bool { young.notes.count >= limit }

    subscript(key: SpanKey) -> Note? { young.notes[key] ?? old.notes[key] }

    /// False, with nothing done, when the span is there already.
    mutating func add(_ key: SpanKey, _ note: Note) -> Bool {
        guard old.notes[key] == nil else { return false }
        return young.notes.updateIfAbsent(key, note)
    }

    /// The other end of a call has been found.
    mutating func forgetPeer(of key: SpanKey) {
        if young.notes[key] != nil { young.notes[key]?.peer = nil } else { old.notes[key]?.peer = nil }
    }

    mutating func wait(_ child: Child, for parent: SpanKey) {
        var child = child
        child.next = young.heads[parent] ?? -1
        young.heads[parent] = Int32(young.children.count)
        young.children.append(child)
    }

    mutating func takeChildren(of key: SpanKey) -> [Child] {
        old.takeChildren(of: key) + young.takeChildren(of: key)
    }

    /// Gives up the older generation.
    ///
    /// - Parameter orphan: gets each child of it whose parent has not come, with the note of its other parent.
    mutating func turn(_ orphan: (Child, SpanKey?, Note?) -> Void) {
        for head in old.heads.values {
            for child in old.chain(from: head) {
                let other = child.otherParent.flatMap { key in
                    self[key].map { (key, $0) } ?? self[key.serverHalf].map { (key.serverHalf, $0) }
                }
                orphan(child, other?.0, other?.1)
            }
        }
        old = young
        young = Generation()
    }
}

extension Dictionary {
    fileprivate mutating func updateIfAbsent(_ key: Key, _ value: Value) -> Bool {
        if self[key] != nil { return false }
        self[key] = value
        return true
    }
}
