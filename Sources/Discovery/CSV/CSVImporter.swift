public import GraphModel

/// CSV and TSV: with conventional columns, or any columns and a mapping file (docs/importers/csv.md).
public final class CSVImporter: Importer {
    public static let format = "csv"
    public static let summary = "CSV and TSV files, with conventional columns or a mapping file"
    public static let example = "faultline import --mapping servers.mapping.yaml servers.csv"

    private let mapping: CSVMapping?
    private let dialect: CSVDialect
    private let fixedClass: String?
    private let fixedType: String?

    /// - Throws: `import.badMapping`.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireKnown(["class", "encoding", "separator", "type"], format: Self.format)
        mapping =
            if let text = options.mapping {
                try CSVMapping(yaml: text, name: options.mappingName)
            } else {
                nil
            }
        dialect = try Self.dialect(options, mapping?.dialect ?? CSVDialect())
        fixedClass = options.values["class"]
        fixedType = options.values["type"]
        if mapping != nil, fixedClass != nil || fixedType != nil {
            throw ImportError(.badMapping, "the options class and type have no meaning with a mapping file")
        }
    }

    private static func dialect(_ options: ImporterOptions, _ start: CSVDialect) throws(ImportError) -> CSVDialect {
        var dialect = start
        if let name = options.values["encoding"] {
            guard let encoding = TextEncoding(name: name) else { throw unknownEncoding(name) }
            dialect.encoding = encoding
        }
        if let name = options.values["separator"] {
            guard let separator = CSVDialect.separator(named: name) else { throw unknownSeparator(name) }
            dialect.separator = separator
        }
        return dialect
    }

    static func unknownEncoding(_ name: String, at position: SourcePosition? = nil) -> ImportError {
        let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        return ImportError(
            .badMapping, "the encoding `\(name)` is unknown", at: position, advice: "The encodings are: \(names).")
    }

    static func unknownSeparator(_ name: String, at position: SourcePosition? = nil) -> ImportError {
        ImportError(
            .badMapping, "`\(name)` cannot separate fields", at: position,
            advice: "The separators are: comma, semicolon, tab and pipe.")
    }

    /// True for the names that such files have, and for a first row with the conventional columns.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let plain = fileName.lowercased().split(separator: ".")
        if plain.dropFirst().contains(where: { $0 == "csv" || $0 == "tsv" }) { return true }
        guard let reader = try? CSVReader(ImportInput(name: fileName, bytes: head), dialect: CSVDialect()),
            let header = try? CSVHeader(reader)
        else { return false }
        return ConventionalItems(header, fixedClass: nil) != nil
            || ConventionalRelationships(header, fixedType: nil) != nil
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try CSVReader(input, dialect: dialect)
        guard let header = try CSVHeader(reader) else {
            throw ImportError(
                .syntax, "the file is empty", at: SourcePosition(file: input.name),
                advice: "The first row names the columns.")
        }
        let rows = try rows(header)
        while true {
            do {
                guard try reader.nextRow() else { return }
            } catch  where error.kind == .badRecord {
                sink.reject(error)
                continue
            }
            do {
                try rows.read(reader, into: sink)
            } catch  where error.kind == .badRecord {
                sink.reject(error)
            }
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {}

    private func rows(_ header: CSVHeader) throws(ImportError) -> any CSVRows {
        if let mapping { return try MappedRows(mapping, header) }
        if let items = ConventionalItems(header, fixedClass: fixedClass) { return items }
        if let relationships = ConventionalRelationships(header, fixedType: fixedType) { return relationships }
        throw ImportError(
            .badMapping, "the columns do not follow the convention", at: SourcePosition(file: header.file, line: 1),
            advice: "Items need `class` and `id`, relationships `from`, `type` and `to`; for other columns write a "
                + "mapping file. The columns are: \(header.names.joined(separator: ", ")).")
    }
}
