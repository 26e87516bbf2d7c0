internal import GraphModel
internal import Schema

/// What the records of one item amount to: its class and the properties that its CI shows.
struct MergedItem {
    let ciClass: ClassCode
    /// In ascending order of keys; those that `ReconciledProperty` names are aside.
    let properties: [Property]
    /// Of every record, for the property `identifiers`.
    let identifiers: [String]

    init(_ records: [SourceRecord], _ precedence: Precedence, _ rules: (ClassCode) -> IdentifierRules) {
        let schema = precedence.schema
        let ciClass = Self.ciClass(records, precedence)
        self.ciClass = ciClass
        var best: [String: (source: String, value: PropertyValue)] = [:]
        for record in records {
            for property in record.properties where Precedence.isStated(property.value) || records.count == 1 {
                if let known = best[property.key] {
                    let rank = precedence.rank(of: record.source, for: property.key, in: ciClass)
                    guard rank < precedence.rank(of: known.source, for: property.key, in: ciClass) else { continue }
                }
                guard record.ciClass == schema[ciClass].name || schema.allows(property, in: ciClass) else { continue }
                best[property.key] = (record.source, property.value)
            }
        }
        properties = best.sorted { $0.key < $1.key }.map { Property($0.key, $0.value.value) }
        var texts: Set<String> = []
        for record in records {
            guard let code = schema.classCode(record.ciClass) else { continue }
            let identifiers = rules(code).identifiers(of: record.properties)
            for identifier in records.count == 1 ? IdentifierRules.stored(identifiers) : identifiers {
                texts.insert(identifier.text)
            }
        }
        identifiers = texts.sorted()
    }

    /// The most specific class; between classes that exclude each other, which only people put together, the one of the
    /// best source.
    private static func ciClass(_ records: [SourceRecord], _ precedence: Precedence) -> ClassCode {
        let schema = precedence.schema
        if let first = records.first, let code = schema.classCode(first.ciClass),
            records.allSatisfy({ $0.ciClass == first.ciClass })
        {
            return code
        }
        let ranked = records.compactMap { record in
            schema.classCode(record.ciClass).map {
                (code: $0, rank: precedence.rank(of: record.source, for: ConventionalProperty.name, in: $0))
            }
        }.sorted { $0.rank < $1.rank }
        guard var best = ranked.first?.code else { preconditionFailure("an item has a record of a known class") }
        for (code, _) in ranked where schema.isSubclass(code, of: best) { best = code }
        return best
    }
}

extension CompiledSchema {
    /// Whether a class takes the value: records of other classes state attributes that it may have with other types.
    fileprivate func allows(_ property: Property, in ciClass: ClassCode) -> Bool {
        property.key.hasPrefix(GroupThreshold.propertyPrefix)
            || validate([property], of: ciClass).allSatisfy { $0.kind == .missingAttribute }
    }
}
