import Discovery
import Foundation
import GraphModel
import Schema

/// A sample estate as the importers read it, put together without a store.
struct SampleEstate {
    struct Item {
        var ciClass: ClassCode
        var name: String
        var state: String?
        var properties: [Property]
        var thresholds: [String: GroupThreshold]
    }

    struct Link {
        var type: RelationshipTypeCode
        var source: String
        var target: String
        var properties: [Property]
    }

    /// By `source#nativeId`.
    private(set) var items: [String: Item] = [:]
    private(set) var links: [Link] = []
    /// Everything that is not as it should be.
    private(set) var problems: [String] = []
    let schema: CompiledSchema

    /// The bank's inventory of a month, source by source, as datasets/bank/import.sh imports it.
    static func bank(_ month: String) throws -> SampleEstate {
        let folder = "datasets/bank"
        var estate = SampleEstate(schema: try CompiledSchema(documents: DefaultSchema.documents))
        var pending: [DiscoveredRelationship] = []
        func read(_ format: String, _ source: String, _ file: String, _ options: ImporterOptions = .init()) throws {
            let path = Self.repository + "\(folder)/\(month)/\(file)"
            let sink = CollectingSink()
            let importer = try Importers.named(format).init(options: options)
            try importer.read(try InputOpener().open(path), into: sink)
            try importer.finish(into: sink)
            estate.problems += sink.problems
            for record in sink.records {
                switch record {
                case .item(let item): estate.add(item, source: source)
                case .relationship(var relationship):
                    relationship.source = Self.qualified(relationship.source, source)
                    relationship.target = Self.qualified(relationship.target, source)
                    pending.append(relationship)
                case .removedItem(let id, _): estate.problems.append("\(source)#\(id) is removed")
                }
            }
        }
        func mapping(_ name: String) throws -> ImporterOptions {
            let path = Self.repository + "\(folder)/\(name)"
            return ImporterOptions(mapping: try String(contentsOfFile: path, encoding: .utf8), mappingName: name)
        }
        try read("csv", "facilities", "facilities.csv")
        try read("csv", "network", "network.csv", try mapping("network.mapping.yaml"))
        try read("csv", "hardware", "hardware.csv", try mapping("hardware.mapping.yaml"))
        try read("interchange", "virtualisation", "virtualisation.ndjson")
        for cluster in ["pay-north", "pay-south"] {
            let options = ImporterOptions(values: ["cluster": cluster])
            try read("kubernetes", "kubernetes-\(cluster)", "kubernetes-\(cluster).json", options)
        }
        try read("interchange", "architecture", "architecture.json")
        for relationship in pending { estate.add(relationship) }
        return estate
    }

    private init(schema: CompiledSchema) { self.schema = schema }

    private static let repository = String(#filePath.dropLast("Tests/DatasetTests/SampleEstate.swift".count))

    private static func qualified(_ reference: ItemReference, _ source: String) -> ItemReference {
        if case .native(let id) = reference { .foreign(source: source, nativeID: id) } else { reference }
    }

    private mutating func add(_ item: DiscoveredItem, source: String) {
        let id = "\(source)#\(item.nativeID)"
        guard let code = schema.classCode(item.ciClass) else {
            return problems.append("\(id): no class \(item.ciClass)")
        }
        var thresholds: [String: GroupThreshold] = [:]
        for group in item.groups { thresholds[group.name] = group.stated }
        let conventional = item.attributes.filter { $0.key == ConventionalProperty.state }
        let violations = schema.validate(conventional + item.groups.map(\.property), of: code)
        problems += violations.filter { $0.kind != .missingAttribute }.map { "\(id): \($0.message)" }
        let name = item.attributes.first { $0.key == ConventionalProperty.name }?.value.string
        if name == nil { problems.append("\(id) has no name") }
        let made = Item(
            ciClass: code, name: name ?? id, state: conventional.first?.value.string, properties: item.attributes,
            thresholds: thresholds)
        if items.updateValue(made, forKey: id) != nil { problems.append("\(id) is there twice") }
    }

    private mutating func add(_ relationship: DiscoveredRelationship) {
        guard let source = resolve(relationship.source), let target = resolve(relationship.target) else {
            return problems.append("\(relationship.type) \(relationship.source) → \(relationship.target): unresolved")
        }
        guard let type = schema.typeCode(relationship.type), let from = items[source], let to = items[target] else {
            return problems.append("no relationship type \(relationship.type)")
        }
        if !schema.isAllowed(type, from: from.ciClass, to: to.ciClass) {
            problems.append("\(relationship.type) \(source) → \(target) is not allowed")
        }
        problems += schema.validate(relationship.properties, of: type).map { "\(source) → \(target): \($0.message)" }
        links.append(Link(type: type, source: source, target: target, properties: relationship.properties))
    }

    private func resolve(_ reference: ItemReference) -> String? {
        switch reference {
        case .native: return nil
        case .foreign(let source, let id): return items["\(source)#\(id)"] == nil ? nil : "\(source)#\(id)"
        case .named(let ciClass, let name):
            guard let code = schema.classCode(ciClass) else { return nil }
            let found = items.filter { $0.value.name == name && schema.isSubclass($0.value.ciClass, of: code) }
            return found.count == 1 ? found.first?.key : nil
        }
    }
}

/// Keeps what an importer emits.
private final class CollectingSink: DiscoverySink {
    var records: [DiscoveredRecord] = []
    var problems: [String] = []

    func accept(_ record: consuming DiscoveredRecord) { records.append(record) }
    func reject(_ error: ImportError) { problems.append(error.description) }
    func warn(_ error: ImportError) { problems.append(error.description) }
}
