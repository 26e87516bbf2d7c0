import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("Traces: the table of spans")
struct TraceGraphTests {
    private static let nowhere = SourcePosition(file: "in")

    private static func span(_ id: Int, parent: Int?) -> TraceSpan {
        var span = TraceSpan(key: SpanKey(trace: "t", span: String(id, radix: 16)), position: nowhere)
        span.parent = parent.map { SpanKey(trace: "t", span: String($0, radix: 16)) }
        return span
    }

    /// Calls as `caller>callee count`, of spans that each have an earlier one as their parent.
    private static func calls(_ graph: TraceGraph) -> [String] {
        graph.calls.map { "\(graph.services[$0.caller].name)>\(graph.services[$0.callee].name) \($1.calls)" }.sorted()
    }

    @Test("Spans in any order give the same calls as a look at all of them", arguments: 0..<20)
    func anyOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let spans = (1...300).map { id in
            (id: id, parent: id == 1 ? nil : 1 + random.below(id - 1), service: random.below(8))
        }
        var expected: [String: Int] = [:]
        for span in spans {
            guard let parent = span.parent, spans[parent - 1].service != span.service else { continue }
            expected["s\(spans[parent - 1].service)>s\(span.service)", default: 0] += 1
        }
        var graph = TraceGraph()
        for span in spans.shuffled(using: &random) {
            let service = graph.service(TraceService(name: "s\(span.service)"), at: Self.nowhere)
            graph.add(Self.span(span.id, parent: span.parent), of: service)
        }
        graph.settle()
        #expect(Self.calls(graph) == expected.map { "\($0.key) \($0.value)" }.sorted())
        #expect(graph.orphans == 0 && graph.repeated == 0)
    }

    @Test("What is further apart than the table is long is told, not kept")
    func bound() {
        var graph = TraceGraph(limit: 100)
        let (a, b) = (
            graph.service(TraceService(name: "a"), at: Self.nowhere),
            graph.service(TraceService(name: "b"), at: Self.nowhere)
        )
        graph.add(Self.span(1, parent: nil), of: a)
        for id in 2...99 { graph.add(Self.span(id, parent: nil), of: b) }
        // The table's young half is full with this one, and has the parent in its older half.
        graph.add(Self.span(100, parent: 1), of: b)
        graph.add(Self.span(101, parent: 1), of: b)
        for id in 102...300 { graph.add(Self.span(id, parent: nil), of: b) }
        graph.add(Self.span(301, parent: 1), of: b)
        graph.settle()
        #expect(Self.calls(graph) == ["a>b 2"])
        #expect(graph.orphans == 1)
    }

    @Test("Identifiers of traces are the same in both lengths and with zeros before them")
    func keys() {
        let key = SpanKey(trace: "aaaaaaaaaaaaaaaa", span: "2")
        #expect(SpanKey(trace: "0000000000000001AAAAAAAAAAAAAAAA", span: "0000000000000002") == key)
        #expect(SpanKey(trace: "aaaaaaaaaaaaaaab", span: "2") != key && key.serverHalf != key)
        #expect(key.serverHalf.serverHalf == key)
    }
}
