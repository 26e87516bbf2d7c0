public import GraphModel

/// Reads the catalogue of Backstage: `catalog-info.yaml` files of one or many documents, and the entities that its API
/// lists as JSON, which is YAML too. docs/importers/backstage.md says what follows from what.
public final class BackstageImporter: Importer {
    public static let format = "backstage"
    public static let summary = "Backstage catalogue files: components, systems, APIs, resources and their owners"
    public static let example = "faultline import backstage 'services/*/catalog-info.yaml'"

    /// Entities that were read, by their identity, with their places.
    private var known: [String: SourcePosition] = [:]
    /// The relationships that were emitted: both ends may state one.
    private var emitted: Set<String> = []
    private var unread: [String: Int] = [:]

    /// Whether an entity's version is one of Backstage's.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let text = String(decoding: head, as: UTF8.self)
        guard let version = text.firstRange(of: "apiVersion") else { return false }
        return text[version.upperBound...].prefix { !$0.isNewline && $0 != "," }.contains("backstage.io/")
    }

    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown([], format: Self.format)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        var count = 0
        for document in try YAMLDocuments(input) {
            count += 1
            do throws(ImportError) {
                let origin = YAMLPart.Origin(
                    file: input.name, firstLine: document.firstLine, complaint: .badRecord)
                let root = try YAMLPart(document: document.text, origin, what: "the document")
                for part in root.elements() { take(part, into: sink) }
            } catch {
                sink.reject(error)
            }
        }
        if count == 0 {
            sink.warn(ImportError(.badRecord, "there is no document in it", at: SourcePosition(file: input.name)))
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        for (kind, count) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "\(count) of kind \(kind) are not read"))
        }
        (known, emitted, unread) = ([:], [], [:])
    }

    /// Emits one entity, or says why it cannot be used.
    private func take(_ part: YAMLPart, into sink: any DiscoverySink) {
        do throws(ImportError) {
            guard part.isMapping, let kind = try part["kind"]?.text(), try isOfCatalogue(part) else {
                throw part.error("this is no entity of Backstage", advice: "Entities have `apiVersion` and `kind`.")
            }
            guard let known = BackstageKind(rawValue: kind.lowercased()) else {
                unread[kind, default: 0] += 1
                return
            }
            try emit(try BackstageEntity(known, part), into: sink)
        } catch {
            sink.reject(error)
        }
    }

    private func isOfCatalogue(_ part: YAMLPart) throws(ImportError) -> Bool {
        guard let version = try part["apiVersion"]?.text() else { return false }
        return version.split(separator: "/").first?.hasSuffix("backstage.io") ?? false
    }

    private func emit(_ entity: BackstageEntity, into sink: any DiscoverySink) throws(ImportError) {
        let id = entity.reference.nativeID
        if let first = known[id] {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "\(id) was read before, at \(first)", at: entity.position,
                    advice: "The first counts. Give entities of one name namespaces of their own."))
        }
        let item = try entity.item()
        var complaints: [ImportError] = []
        let relationships = try entity.relationships { complaints.append($0) }
        known[id] = entity.position
        try sink.accept(.item(item))
        for complaint in complaints { sink.reject(complaint) }
        for relationship in relationships where emitted.insert(relationship.key).inserted {
            try sink.accept(.relationship(relationship))
        }
    }
}

extension DiscoveredRelationship {
    /// What tells it from others of the run.
    fileprivate var key: String { "\(source) \(type) \(target)" }
}
