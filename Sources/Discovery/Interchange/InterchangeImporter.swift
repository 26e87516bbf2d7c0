/// Faultline's own format: NDJSON with one record a line, or one JSON document with `items` and `relationships`
/// (docs/importers/interchange.md). `InterchangeWriter` writes it.
public final class InterchangeImporter: Importer {
    public static let format = "interchange"
    public static let summary = "Faultline's own JSON and NDJSON: items, relationships and removals"
    public static let example = "faultline export --format ndjson > estate.ndjson"

    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown([], format: Self.format)
    }

    /// True when the first document begins as one of this format does, or has the keys of one of its records.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        var keys: Set<String> = []
        do {
            let reader = try JSONReader(ImportInput(name: fileName, bytes: head), framing: .sequence)
            guard try reader.next() == .beginObject else { return false }
            while try reader.nextKey() {
                keys.insert(reader.keyText)
                if keys == ["faultline"] || keys == ["$schema", "faultline"] { return true }
                try reader.skipValue()
            }
        } catch {
            // The head may end anywhere; the keys before that decide.
        }
        return keys.isSuperset(of: ["class", "id"]) || keys.isSuperset(of: ["type", "from", "to"])
            || keys == ["removed"]
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let records = try InterchangeReader(input, reportingTo: sink)
        while let record = try records.next() { try sink.accept(record) }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {}
}
