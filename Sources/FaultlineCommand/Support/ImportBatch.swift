import Faultline

/// The inputs of one import that have the same format: they become one commit.
struct ImportBatch {
    let importer: any Importer.Type
    private var sources: [ImportSource] = []
    private let opener: InputOpener

    private struct ImportSource {
        let path: String
        let expectedBytes: Int?
        /// Standard input is opened once.
        let opened: ImportInput?
    }

    /// Groups files by format, in the order in which the formats first appear.
    ///
    /// - Throws: `import.unknownFormat`, `import.unreadable`.
    static func make(_ paths: [String], format: String?, _ opener: InputOpener) throws -> [ImportBatch] {
        let named = try format.map { try Importers.named($0) }
        var batches: [ImportBatch] = []
        for path in paths {
            let input = try opener.open(path)
            let importer = try named ?? Importers.recognising(input)
            let source = ImportSource(
                path: path, expectedBytes: input.expectedBytes, opened: path == "-" ? input : nil)
            if let index = batches.firstIndex(where: { $0.importer == importer }) {
                batches[index].sources.append(source)
            } else {
                batches.append(ImportBatch(importer: importer, sources: [source], opener: opener))
            }
        }
        return batches
    }

    private init(importer: any Importer.Type, sources: [ImportSource], opener: InputOpener) {
        self.importer = importer
        self.sources = sources
        self.opener = opener
    }

    /// What its items' source is called when nobody says: a single CSV file is a source by its name.
    var defaultSource: String {
        guard importer.format == "csv", sources.count == 1, let path = sources.first?.path, path != "-" else {
            return importer.format
        }
        let name = path.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    /// Nil when one input's length is not known.
    var expectedBytes: Int? {
        sources.reduce(0) { sum, source in
            if let sum, let bytes = source.expectedBytes { sum + bytes } else { nil }
        }
    }

    /// The inputs, passed through `watch`.
    func inputs(_ watch: (ImportInput) -> ImportInput) throws -> [ImportInput] {
        try sources.map { watch(try $0.opened ?? opener.open($0.path)) }
    }
}
