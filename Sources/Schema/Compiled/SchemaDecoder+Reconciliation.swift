import GraphModel

extension SchemaDecoder {
    mutating func reconciliation() throws(DecodingFault) -> ReconciliationRules {
        ReconciliationRules(
            placeholders: Set(try strings()),
            sources: try list { (decoder) throws(DecodingFault) in
                let pattern = try decoder.sourcePattern()
                let days = try decoder.days()
                return ReconciliationRules.SourceRule(pattern: pattern, effectiveDays: days == 0 ? nil : days)
            },
            precedence: try list { (decoder) throws(DecodingFault) in
                ReconciliationRules.PrecedenceRule(
                    ciClass: try decoder.ruledClass(), attributes: Set(try decoder.strings()),
                    order: try decoder.list { (decoder) throws(DecodingFault) in try decoder.sourcePattern() })
            },
            missing: try list { (decoder) throws(DecodingFault) in
                ReconciliationRules.MissingRule(
                    ciClass: try decoder.ruledClass(), policy: try decoder.policy(), afterDays: try decoder.days())
            })
    }

    private mutating func sourcePattern() throws(DecodingFault) -> ReconciliationRules.SourcePattern {
        guard let pattern = ReconciliationRules.SourcePattern(try reader.string()) else {
            throw fault("no source pattern")
        }
        return pattern
    }

    private mutating func days() throws(DecodingFault) -> Int {
        let days = try reader.varint()
        guard days <= UInt64(SchemaLimits.days) else { throw fault("too many days") }
        return Int(days)
    }

    private mutating func ruledClass() throws(DecodingFault) -> ClassCode {
        guard let code = try classCode() else { throw fault("a rule without a class") }
        return code
    }

    private mutating func policy() throws(DecodingFault) -> ReconciliationRules.MissingPolicy {
        let index = Int(try reader.byte())
        let policies = ReconciliationRules.MissingPolicy.allCases
        guard index < policies.count else { throw fault("an unknown policy") }
        return policies[index]
    }
}
