internal import GraphModel
internal import GraphStore
internal import QueryRuntime
internal import QueryValues

/// The procedures that queries may call.
enum Procedures {
    static func all(_ topologies: TopologySource) -> [Procedure] {
        impact(topologies) + history(topologies) + health(topologies) + schema + catalogue
    }

    private static func impact(_ topologies: TopologySource) -> [Procedure] {
        [
            ImpactProcedures.down(topologies), ImpactProcedures.upstream(topologies),
            ImpactProcedures.singlePointsOfFailure(topologies), ImpactProcedures.cutSets(topologies),
            ImpactProcedures.path(topologies), ImpactProcedures.criticality(topologies),
            WhatIfProcedure.whatIf(topologies),
        ]
    }

    private static func history(_ topologies: TopologySource) -> [Procedure] {
        [HistoryProcedures.of(topologies), HistoryProcedures.diff(topologies)]
    }

    private static func health(_ topologies: TopologySource) -> [Procedure] {
        [HealthProcedures.summary(topologies), HealthProcedures.issues(topologies)]
    }

    private static let schema = [SchemaProcedures.classes, SchemaProcedures.relationships]

    private static let catalogue = [
        CatalogueProcedures.labels, CatalogueProcedures.relationshipTypes, CatalogueProcedures.propertyKeys,
        CatalogueProcedures.awaitIndexes, CatalogueProcedures.components,
    ]
}

/// What the calls of one query share: a session on the version that it reads.
final class QuerySession {
    let session: Session

    private init(_ session: Session) { self.session = session }

    /// - Throws: `query.notAllowed` inside a statement that writes: a graph that is being changed has neither a
    ///   topology nor a history.
    static func of(
        _ context: ProcedureContext, _ topologies: TopologySource, _ signature: String
    ) throws -> Session {
        guard let snapshot = context.reader as? GraphSnapshot else {
            throw QueryError(
                .notAllowed, .procedure, .runtime, "`\(signature)` cannot be called in a statement that writes",
                advice: "Ask first, and write what was found with a second statement.")
        }
        return try context.memory.value {
            QuerySession(try Session(topologies: topologies, snapshot: snapshot, whatIf: nil))
        }.session
    }
}
