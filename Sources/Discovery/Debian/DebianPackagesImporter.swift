public import GraphModel

/// Reads `Packages` indexes and dpkg's `status` file: packages and what they need, alternatives and virtual packages as
/// redundancy groups. docs/importers/debian-packages.md says what follows from what.
public final class DebianPackagesImporter: Importer {
    public static let format = "debian-packages"
    public static let summary = "Debian package indexes and dpkg's status file"
    public static let example =
        "faultline import debian-packages /var/lib/apt/lists/*_main_binary-amd64_Packages.lz4"

    private var table: DebianPackageTable
    private let emitsRecommends: Bool
    /// What the option says; nil to take the first architecture read that is not `all`.
    private let nativeArchitecture: String?

    /// Whether a paragraph that starts the input names a package and a version, but not the binaries of a source.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let reader = ImportInput(name: fileName, bytes: head)
        var stanza = DebianStanza()
        var stanzas = DebianStanzaReader(reader)
        guard (try? stanzas.next(&stanza)) == true, stanza.has(.package) else { return false }
        return !stanza.has(.binary) && (stanza.has(.version) || stanza.has(.status))
    }

    /// Options: `recommends=yes` also reads `Recommends`, as soft dependencies; `architecture=NAME` is the native one.
    public init(options: ImporterOptions) throws(ImportError) {
        for (key, value) in options.values.sorted(by: { $0.key < $1.key }) {
            switch key {
            case "architecture" where DebianName.isName(Array(value.utf8).span): continue
            case "recommends" where value == "yes" || value == "no": continue
            default:
                throw ImportError(
                    .badMapping, "the option \(key)=\(value) is not one of this format's",
                    advice: "Options are recommends=yes|no and architecture=NAME.")
            }
        }
        nativeArchitecture = options.values["architecture"]
        emitsRecommends = options.values["recommends"] == "yes"
        table = DebianPackageTable(readsRecommends: emitsRecommends)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        table.beginFile(input.name)
        var reader = DebianStanzaReader(input)
        var stanza = DebianStanza()
        while try reader.next(&stanza) {
            if let fault = stanza.fault {
                sink.reject(fault)
                continue
            }
            if stanza.has(.status), !Self.isInstalled(stanza.text(.status)) { continue }
            do throws(ImportError) {
                try table.add(stanza)
            } catch {
                guard error.kind != .limit else { throw error }
                sink.reject(error)
            }
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let table = self.table
        self.table = DebianPackageTable(readsRecommends: emitsRecommends)
        let emission = DebianEmission(table, native: nativeArchitecture, into: sink)
        try emission.emit(into: sink)
    }

    /// Whether dpkg counts the package as satisfying dependencies: the third word of `install ok installed`.
    private static func isInstalled(_ status: String) -> Bool {
        let state = status.split(separator: " ").last
        return state == "installed" || state == "triggers-pending"
    }
}
