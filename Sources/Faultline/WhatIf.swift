public import Discovery
public import GraphModel
internal import GraphStore
internal import Reconciliation
internal import Schema

extension Session {
    /// Reads a proposed change from an input in the interchange format: items and relationships to add or change, and
    /// those to remove (`"removed"`); or a plan as `terraform show -json` prints it, of which the changes count. Items
    /// are named by identity, name or class and name, as everywhere.
    ///
    /// - Throws: `impact.badWhatIf` with the first record that does not fit this version of the graph; errors of the
    ///   input.
    public func proposal(from input: ImportInput) throws -> GraphDelta {
        let builder = WhatIfBuilder(self)
        let importer = try proposalImporter(for: input)
        do {
            try importer.read(input, into: builder)
            try importer.finish(into: builder)
        } catch {
            throw builder.problem ?? error as any Error
        }
        if let problem = builder.problem { throw problem }
        return GraphDelta(base: version, operations: builder.operations)
    }

    private func proposalImporter(for input: ImportInput) throws -> any Importer {
        guard TerraformImporter.recognises(try input.head(), fileName: input.name) else {
            return try InterchangeImporter(options: ImporterOptions())
        }
        return try TerraformImporter(options: ImporterOptions(values: ["plan": "changes"]))
    }
}

/// Turns interchange records into operations on the graph of a session. Nothing is written.
private final class WhatIfBuilder: DiscoverySink {
    private let session: Session
    private(set) var operations: [GraphOperation] = []
    /// The first thing that does not fit.
    private(set) var problem: (any Error)?
    private var created: [String: NodeReference] = [:]

    init(_ session: Session) { self.session = session }

    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        do {
            switch consume record {
            case .item(let item): try add(item)
            case .relationship(let relationship): try add(relationship)
            case .removedItem(let nativeID, let position):
                operations.append(.deleteNode(try node(.native(nativeID), position), detach: true))
            }
        } catch {
            problem = problem ?? error
            throw ImportError(.refused, "the proposed change does not fit the graph")
        }
    }

    func reject(_ error: ImportError) { problem = problem ?? error }

    func warn(_ error: ImportError) {}

    private func add(_ item: DiscoveredItem) throws {
        let schema = session.snapshot.schema
        let labels = schema.labels(of: try schema.resolveClass(item.ciClass))
        let properties = item.attributes + item.groups.map(\.property)
        if let existing = try existing(item) {
            let changes = properties.map { PropertyChange($0.key, $0.value) }
            operations.append(
                .updateNode(.existing(existing), addLabels: labels, removeLabels: [], properties: changes))
        } else {
            let ordinal = created.count
            created[item.nativeID] = .new(ordinal)
            operations.append(.createNode(id: nil, labels: labels, properties: properties))
        }
    }

    /// The CI that an item is, or nil when it is new. A name that several have is a mistake, not a new item.
    private func existing(_ item: DiscoveredItem) throws -> NodeID? {
        do {
            return try session.resolve(item.source.map { "\($0)#\(item.nativeID)" } ?? item.nativeID)
        } catch let error as EngineError {
            if error.kind == .ciNotFound { return nil }
            throw EngineError(.badWhatIf, error.message, at: item.position, advice: error.advice)
        }
    }

    private func add(_ discovered: DiscoveredRelationship) throws {
        let type = session.snapshot.schema[try session.snapshot.schema.resolveType(discovered.type)].name
        let source = try node(discovered.source, discovered.position)
        let target = try node(discovered.target, discovered.position)
        guard discovered.isRemoved else {
            operations.append(
                .createRelationship(
                    id: nil, type: type, source: source, target: target, properties: discovered.properties))
            return
        }
        guard case .existing(let sourceID) = source, case .existing(let targetID) = target else { return }
        let matching = try session.snapshot.relationships(of: sourceID, .outgoing, types: [type])
            .filter { $0.target == targetID }
        guard !matching.isEmpty else {
            throw EngineError(
                .badWhatIf, "there is no such relationship to remove", at: discovered.position,
                advice: "`faultline show` lists the relationships of a CI.")
        }
        operations += matching.map { .deleteRelationship($0.reference) }
    }

    private func node(_ reference: ItemReference, _ position: SourcePosition) throws -> NodeReference {
        if case .native(let nativeID) = reference, let new = created[nativeID] { return new }
        do {
            switch reference {
            case .native(let nativeID): return .existing(try session.resolve(nativeID))
            case .foreign(let source, let nativeID): return .existing(try session.resolve("\(source)#\(nativeID)"))
            case .named(let ciClass, let name): return .existing(try session.resolve("\(ciClass):\(name)"))
            }
        } catch let error as EngineError {
            throw EngineError(.badWhatIf, error.message, at: position, advice: error.advice)
        }
    }
}
