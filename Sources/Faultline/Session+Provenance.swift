public import GraphModel
internal import GraphStore
public import Reconciliation
internal import Schema

extension Session {
    /// What each source says of a CI, since when, and what the CI shows of it; nil for what no source reported.
    ///
    /// Errors: `ci.notFound`, `storage.corrupt`. Cost: the history of the CI.
    public func provenance(of id: NodeID) throws -> Provenance? {
        guard try snapshot.node(id) != nil else {
            throw EngineError(.ciNotFound, "there is no CI \(id) in this version of the graph")
        }
        return try Provenance(history(of: id).compactMap(\.node), snapshot.schema)
    }

    /// The sources that report a relationship.
    public func sources(of relationship: RelatedCI) throws -> [String] {
        let writer = try snapshot.commitRecord(relationship.version)?.metadata.source ?? ""
        return Provenance.sources(of: relationship.properties, writer: writer)
    }
}
