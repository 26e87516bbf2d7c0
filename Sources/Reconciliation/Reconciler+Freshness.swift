internal import Discovery
internal import GraphModel
internal import GraphStore

/// Sources whose word counts no longer, or counts again.
extension Reconciler {
    /// Brings the CIs that stale sources share with others to what counts now: time alone changes no record, so that
    /// nothing else would.
    ///
    /// Cost: a look at each CI of the stale sources.
    func settleFreshness() throws(StoreError) {
        for source in staleSources.sorted() {
            let property = ReconciledProperty.record(of: source)
            guard writer.propertyKeys.contains(property) else { continue }
            for node in try indexes.nodes(ofSource: source, in: writer)
            where try writer.property(property, of: node) != nil {
                guard let stored = try records(of: node) else { continue }
                let changes = stored.changes(from: stored, to: merged(stored.records), classes.schema)
                if changes.isEmpty { continue }
                try perform(changes.operation(node), from: SourcePosition(file: run.source))
                report.itemsUpdated += 1
            }
        }
        try flush()
    }
}
