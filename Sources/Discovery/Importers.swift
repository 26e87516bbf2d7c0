public import GraphModel

/// The formats that this program reads.
public enum Importers {
    /// In the order in which they are asked whether they recognise an input: the most particular first.
    public static var all: [any Importer.Type] {
        [
            InterchangeImporter.self, BackstageImporter.self, KubernetesImporter.self, NmapImporter.self,
            AnsibleFactsImporter.self, LLDPImporter.self, SNMPWalkImporter.self, OSQueryImporter.self,
            PrometheusImporter.self, TerraformImporter.self, AWSImporter.self, DockerImporter.self,
            VSphereImporter.self, GLPIImporter.self, KialiImporter.self, OTLPImporter.self, JaegerImporter.self,
            ZipkinImporter.self, NetBoxImporter.self, ServiceNowImporter.self, ITopImporter.self,
            CycloneDXImporter.self, SPDXImporter.self, DebianPackagesImporter.self, CSVImporter.self,
        ]
    }

    /// The importer of a format that was named.
    ///
    /// - Throws: `import.unknownFormat` with the names that there are.
    public static func named(_ format: String) throws(ImportError) -> any Importer.Type {
        if let found = all.first(where: { $0.format == format }) { return found }
        throw ImportError(.unknownFormat, "there is no format `\(format)`", advice: formats)
    }

    /// The importer that recognises an input, of which nothing is consumed.
    ///
    /// - Throws: `import.unknownFormat` when none does; what `ImportInput.head` throws.
    public static func recognising(_ input: ImportInput) throws(ImportError) -> any Importer.Type {
        let head = try input.head()
        let fileName = String(input.name.split(separator: "/").last ?? "")
        if let found = all.first(where: { $0.recognises(head, fileName: fileName) }) { return found }
        if WideEncoding.isLikely(head) {
            throw WideEncoding.fault(at: SourcePosition(file: input.name, line: 1, column: 1))
        }
        throw ImportError(
            .unknownFormat, "no importer recognises \(input.name)\(head.isEmpty ? ", which is empty" : "")",
            advice: "Name its format. \(formats)")
    }

    private static var formats: String { "The formats are: \(all.map { $0.format }.joined(separator: ", "))." }
}
