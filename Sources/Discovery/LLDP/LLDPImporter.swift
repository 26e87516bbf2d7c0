public import GraphModel

/// Reads neighbours that lldpd has heard. docs/importers/lldp.md says what follows from what.
public final class LLDPImporter: Importer {
    public static let format = "lldp"
    public static let summary = "Neighbours that lldpd has heard, as lldpctl prints them"
    public static let example =
        "(lldpcli -f json show chassis; lldpctl -f json) | faultline import lldp -"

    private var topology: LLDPTopology
    private let prefix: String
    private let host: String?

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        if head.text.hasPrefix("<") {
            return ["<lldp ", "<lldp>", "<lldp/>", "<local-chassis"].contains { head.text.contains($0) }
        }
        guard head.text.hasPrefix("{") else { return false }
        let first = head.text.dropFirst().drop { $0.isWhitespace }
        return first.hasPrefix("\"lldp\"") || first.hasPrefix("\"local-chassis\"")
    }

    /// Options: `host=NAME` is the machine that an input comes from when neither it nor its file name says so;
    /// `site=NAME` keeps devices of the same name in several networks apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["host", "site"], format: Self.format)
        host = options.values["host"]
        guard host != "" else { throw ImportError(.badMapping, "the option host is empty") }
        prefix = try options.prefix("site")
        topology = LLDPTopology(prefix: prefix)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let report = try LLDPReader(input, sink).read()
        if report.own == nil, report.neighbours.isEmpty { return }
        try topology.add(
            report, host: host ?? InputName.stem(input.name, without: [".json", ".json0", ".xml"]),
            at: SourcePosition(file: input.name))
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        var topology = self.topology
        self.topology = LLDPTopology(prefix: prefix)
        let cables = topology.cables()
        try LLDPEmission(topology).emit(cables, into: sink)
    }
}
