import GraphModel
import GraphStore
import TestSupport
import Testing

/// A store in a temporary folder, and short ways to write to it.
struct TestStore {
    let folder: TemporaryFolder
    let store: GraphStore

    init() throws {
        folder = try temporaryFolder()
        store = try GraphStore.create(at: folder.path + "/store", settings: RecordedStore.settings)
    }

    @discardableResult
    func commit(
        _ operations: [GraphOperation], base: CommitNumber? = nil, reads: [ReadDependency] = [], time: Int64 = 0
    ) throws(StoreError) -> CommitResult {
        try store.commit(
            GraphDelta(base: base, reads: reads, operations: operations),
            CommitMetadata(author: "tester", source: "test", time: Timestamp(microsecondsSinceEpoch: time)))
    }

    static func metadata(_ time: Int64 = 0) -> CommitMetadata {
        CommitMetadata(author: "tester", source: "test", time: Timestamp(microsecondsSinceEpoch: time))
    }

    /// Asserts that the verifier finds nothing.
    func verify(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let report = try store.verify()
        #expect(report.isSound, "\(report.findings.prefix(5))", sourceLocation: sourceLocation)
    }
}

extension GraphOperation {
    static func node(_ labels: [String] = [], _ properties: [Property] = []) -> GraphOperation {
        .createNode(id: nil, labels: labels, properties: properties)
    }

    static func relationship(
        _ type: String, _ source: UInt64, _ target: UInt64, _ properties: [Property] = []
    ) -> GraphOperation {
        .createRelationship(
            id: nil, type: type, source: .existing(NodeID(source)), target: .existing(NodeID(target)),
            properties: properties)
    }

    static func set(_ node: UInt64, _ key: String, _ value: PropertyValue?) -> GraphOperation {
        .updateNode(
            .existing(NodeID(node)), addLabels: [], removeLabels: [], properties: [PropertyChange(key, value)])
    }

    static func label(_ node: UInt64, add: [String] = [], remove: [String] = []) -> GraphOperation {
        .updateNode(.existing(NodeID(node)), addLabels: add, removeLabels: remove, properties: [])
    }
}

/// The code of the error that `body` throws, or nil when it throws none.
func code(_ body: () throws -> Void) -> StoreError.Code? {
    do {
        try body()
        return nil
    } catch let error as StoreError {
        return error.kind
    } catch {
        Issue.record("not a StoreError: \(error)")
        return nil
    }
}
