import GraphModel

/// Organisations that bills of materials name as suppliers, each an item once a run. People stay names in attributes.
struct Organisations {
    private var known: Set<String> = []

    mutating func supply(
        _ nativeID: String, by name: String?, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let name = StatedText.of(name), name.uppercased() != "NOASSERTION" else { return }
        let organisation = "organisation:\(name)"
        if known.insert(organisation).inserted {
            try sink.acceptItem(
                "Organisation", organisation, [Property(ConventionalProperty.name, .string(name))], at: position)
        }
        try sink.acceptRelationship(.native(nativeID), "SUPPLIED_BY", .native(organisation), at: position)
    }
}
