import GraphModel

/// What of one span is needed for who calls whom.
struct TraceSpan {
    enum Kind: UInt8 {
        case other, client, server, producer, consumer

        /// From `SPAN_KIND_SERVER`, `SERVER`, `server` and the like.
        init(_ text: String?) {
            switch text?.lowercased().split(separator: "_").last {
            case "client": self = .client
            case "server": self = .server
            case "producer": self = .producer
            case "consumer": self = .consumer
            default: self = .other
            }
        }
    }

    var key: SpanKey
    /// The span that caused it.
    var parent: SpanKey?
    /// The span that counts as its parent when `parent` is never seen.
    var otherParent: SpanKey?
    var kind: Kind = .other
    /// Whether the parent does not wait for it.
    var isMessage = false
    var hasFailed = false
    /// The other end, as the span itself states it.
    var peer: TracePeer?
    var position: SourcePosition
}

/// A span's identity as a number: traces and spans have random names, and millions of them are kept.
struct SpanKey: Hashable {
    let value: UInt64

    private init(value: UInt64) { self.value = value }

    /// Identifiers of traces are 64 or 128 bits long, and the same trace may be written in both lengths.
    init(trace: String, span: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ text: some Sequence<UInt8>) {
            for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        mix(trace.lowercased().utf8.suffix(16).drop { $0 == UInt8(ascii: "0") })
        mix([UInt8(ascii: "/")])
        mix(span.lowercased().utf8.drop { $0 == UInt8(ascii: "0") })
        // The hash alone leaves its upper bits close together.
        hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
        value = hash ^ (hash >> 32)
    }

    /// The key of the server's half of a span that client and server share.
    var serverHalf: SpanKey { SpanKey(value: value ^ 0x5555_5555_5555_5555) }
}

/// What a span states of the other end of its call.
enum TracePeer: Hashable {
    /// By the name under which it would send spans itself.
    case service(String)
    case database(system: String, address: String?, name: String?)
    case destination(system: String, name: String, isQueue: Bool, broker: String?)
    case broker(String)
    case host(String)
}
