import Faultline

/// Leaves CIs of some classes in an answer's list of impacted; nothing else changes.
struct ClassFilter {
    private let schema: CompiledSchema
    private let classes: [ClassCode]

    /// - Throws: `schema.unknownClass` with suggestions.
    init(_ names: [String], _ schema: CompiledSchema) throws {
        self.schema = schema
        classes = try names.map { try schema.resolveClass($0) }
    }

    func apply(to report: ImpactReport) -> ImpactReport {
        guard !classes.isEmpty else { return report }
        var filtered = report
        filtered.impacted.removeAll { impacted in
            guard let own = schema.classCode(impacted.ci.ciClass) else { return true }
            return !classes.contains { schema.isSubclass(own, of: $0) }
        }
        return filtered
    }
}
