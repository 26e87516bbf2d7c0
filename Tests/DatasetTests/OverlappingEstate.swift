import Faultline
import Foundation
import TestSupport
import Testing

/// The bank's estate in a store: both inventories, then what other tools discovered of the same things.
struct OverlappingEstate {
    private struct Source {
        let name: String
        let format: String
        let path: String
        var mapping: String?
        var options: [String: String] = [:]
    }

    let database: Database
    private let folder: TemporaryFolder
    /// The last commit before anything was discovered.
    let inventory: CommitNumber
    /// By source.
    private(set) var reports: [String: ImportReport] = [:]

    /// The discovering tools, in the order of datasets/bank/import.sh.
    static let tools = ["servicenow", "netbox", "vsphere", "ansible", "lldp", "nmap"]

    /// Everything, read once.
    static let shared = Result { try OverlappingEstate(tools) }

    /// - Parameter order: of the discovering tools.
    init(_ order: [String]) throws {
        folder = try temporaryFolder()
        database = try Database.create(at: folder.path("store"), author: "tests")
        for month in ["2026-09", "2026-11"] {
            for source in Self.inventories { _ = try Self.run(source, month, database) }
        }
        inventory = try database.session().version
        for name in order {
            let (format, path) = Self.discoveries[name] ?? (name, "")
            let source = Source(name: name, format: format, path: path)
            reports[name] = try Self.run(source, "discovered", database)
        }
    }

    private static let inventories = [
        Source(name: "facilities", format: "csv", path: "facilities.csv"),
        Source(name: "network", format: "csv", path: "network.csv", mapping: "network.mapping.yaml"),
        Source(name: "hardware", format: "csv", path: "hardware.csv", mapping: "hardware.mapping.yaml"),
        Source(name: "virtualisation", format: "interchange", path: "virtualisation.ndjson"),
        Source(
            name: "kubernetes-pay-north", format: "kubernetes", path: "kubernetes-pay-north.json",
            options: ["cluster": "pay-north"]),
        Source(
            name: "kubernetes-pay-south", format: "kubernetes", path: "kubernetes-pay-south.json",
            options: ["cluster": "pay-south"]),
        Source(name: "architecture", format: "interchange", path: "architecture.json"),
    ]

    private static let discoveries = [
        "servicenow": ("servicenow", "servicenow.json"), "netbox": ("netbox", "netbox.json"),
        "vsphere": ("vsphere", "vsphere.json"), "ansible": ("ansible-facts", "ansible-facts"),
        "lldp": ("lldp", "lldp"), "nmap": ("nmap", "nmap.xml"),
    ]

    private static let bank = String(
        #filePath.dropLast("Tests/DatasetTests/OverlappingEstate.swift".count) + "datasets/bank/")

    private static func run(_ source: Source, _ reading: String, _ database: Database) throws -> ImportReport {
        let opener = InputOpener()
        let mapping = try source.mapping.map { try String(contentsOfFile: bank + $0, encoding: .utf8) }
        let options = ImporterOptions(
            mapping: mapping, mappingName: source.mapping ?? "mapping", values: source.options)
        let request = ImportRequest(run: ImportRun(source: source.name, scope: .full(.retire)), author: "tests")
        return try database.run(
            request, with: Importers.named(source.format).init(options: options),
            from: opener.files(["\(bank)\(reading)/\(source.path)"]).map { try opener.open($0) }
        ).report
    }
}

extension OverlappingEstate {
    /// Every CI with the records that it stands for, as `source#nativeID`.
    func items() throws -> [(name: String, records: [String])] {
        try nodes("MATCH (n) RETURN n").map { node in
            (node[ConventionalProperty.name]?.string ?? "", Self.records(of: node))
        }
    }

    /// The sources of each CI of a name, one text for each CI.
    func sources(of name: String, _ label: String) throws -> [String] {
        try nodes("MATCH (n:\(label) {name: '\(name)'}) RETURN n").map { node in
            Self.records(of: node).map { String($0.prefix { $0 != "#" }) }.joined(separator: " ")
        }
    }

    func node(_ name: String) throws -> Node {
        let session = try database.session()
        return try #require(try session.node(session.resolve(name)))
    }

    /// What each source says of an attribute, the value that the CI shows first.
    func statements(_ attribute: String, of name: String) throws -> [String] {
        let session = try database.session()
        let known = try session.provenance(of: session.resolve(name))
        return (known?.statements ?? []).filter { $0.attribute == attribute }.map { statement in
            let source = statement.record.prefix { $0 != "#" }
            return "\(source) \(statement.value)\(statement.isShown ? " shown" : "")"
        }
    }

    /// `name type name`, as often as there are such.
    func relationships(at commit: CommitNumber? = nil) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        let text = "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name"
        try database.query(QueryRequest(text, asOf: commit), author: "tests", source: "tests") { row in
            counts[row.map(\.description).joined(separator: " "), default: 0] += 1
            return true
        }
        return counts
    }

    private func nodes(_ text: String) throws -> [Node] {
        var nodes: [Node] = []
        try database.query(QueryRequest(text), author: "tests", source: "tests") { row in
            if case .node(let node)? = row.first { nodes.append(node) }
            return true
        }
        return nodes
    }

    private static func records(of node: Node) -> [String] {
        guard case .list(let elements)? = node[ConventionalProperty.identity] else { return [] }
        return elements.compactMap(\.string).filter { !$0.hasPrefix("?") }.sorted()
    }
}
