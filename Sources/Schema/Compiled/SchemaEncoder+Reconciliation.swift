import GraphModel

extension SchemaEncoder {
    /// Sets are written in ascending order, so that equal rules have equal bytes.
    mutating func write(_ rules: ReconciliationRules) {
        list(rules.placeholders.sorted()) { $0.writer.string($1) }
        list(rules.sources) {
            $0.writer.string($1.pattern.description)
            $0.writer.varint(UInt64($1.effectiveDays ?? 0))
        }
        list(rules.precedence) {
            $0.write($1.ciClass)
            $0.list($1.attributes.sorted()) { $0.writer.string($1) }
            $0.list($1.order) { $0.writer.string($1.description) }
        }
        list(rules.missing) {
            $0.write($1.ciClass)
            let index = ReconciliationRules.MissingPolicy.allCases.firstIndex(of: $1.policy)
            $0.writer.byte(UInt8(index ?? 0))
            $0.writer.varint(UInt64($1.afterDays))
        }
    }
}
