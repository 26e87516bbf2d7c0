public import GraphModel

/// Reads XML data sets and CSV exports of iTop. docs/importers/itop.md says what follows from what.
public final class ITopImporter: Importer {
    public static let format = "itop"
    public static let summary = "iTop: XML data sets and CSV exports of its classes"
    public static let example =
        "curl -su USER \"$ITOP/webservices/export-v2.php?format=xml&expression=SELECT+Server\" "
        + "| faultline import itop -"

    private let prefix: String
    private let className: String?
    private var gathering: ITopGathering
    private var seen: Set<ITopKey> = []
    private var repeated: (count: Int, first: SourcePosition)?
    private var unread: [String: (count: Int, first: SourcePosition)] = [:]

    /// Whether the root is a set with an object that has a number, or the first row has iTop's names of columns.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let text = TextHead(head).text
        if text.hasPrefix("<") {
            guard let root = text.firstRange(of: "<Set>") ?? text.firstRange(of: "<Set ") else { return false }
            let inside = text[root.upperBound...]
            guard let object = inside.firstIndex(of: "<") else { return false }
            var tag = inside[object...].prefix { $0 != ">" }
            // A query over several classes.
            if tag == "<Row" { tag = inside[tag.endIndex...].drop { $0 != "<" }.prefix { $0 != ">" } }
            return tag.contains(" id=\"") && text[..<root.lowerBound].firstRange(of: "<!DOCTYPE") == nil
        }
        let columns = text.prefix { !$0.isNewline }.split { ",;\t|\"".contains($0) }
            .map { $0.split(separator: ".").last.map(String.init) ?? "" }
        guard columns.contains("id") else { return false }
        let own = ["finalclass", "org_id", "org_id_friendlyname", "org_id->name", "business_criticity", "friendlyname"]
        return own.contains { columns.contains($0) }
    }

    /// Options: `instance=NAME` keeps several iTops apart; `class=NAME` is the class of the rows of a CSV export that
    /// has no column `finalclass`.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["class", "instance"], format: Self.format)
        prefix = try options.prefix("instance")
        className = options.values["class"]
        guard className != "" else { throw ImportError(.badMapping, "the option class is empty") }
        gathering = ITopGathering(prefix: prefix)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = ITopReader(sink: sink, fallback: className) { [self] object throws(ImportError) in
            try take(object, into: sink)
        }
        try reader.read(input)
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let gathering = gathering
        self.gathering = ITopGathering(prefix: prefix)
        try gathering.emit(into: sink)
        if let repeated {
            sink.warn(
                ImportError(
                    .duplicateIdentity,
                    "\(repeated.count == 1 ? "1 object was" : "\(repeated.count) objects were") read before",
                    at: repeated.first, advice: "The first counts. Name each iTop: --option instance=NAME"))
        }
        for (name, told) in unread.sorted(by: { $0.key < $1.key }) {
            let objects = told.count == 1 ? "1 object" : "\(told.count) objects"
            sink.warn(ImportError(.badRecord, "\(objects) of the class \(name) are not read", at: told.first))
        }
        (unread, repeated, seen) = ([:], nil, [])
    }

    private func take(_ object: ITopObject, into sink: any DiscoverySink) throws(ImportError) {
        if try gathering.takeLink(object, into: sink) { return }
        guard let meaning = ITopClass.meaning(object.name) else {
            if !ITopClass.isPassedOver(object.name) { unread[object.name, default: (0, object.position)].count += 1 }
            return
        }
        let key = ITopKey(meaning.root, object.id)
        guard !seen.contains(key) else {
            repeated = ((repeated?.count ?? 0) + 1, repeated?.first ?? object.position)
            return
        }
        try gathering.take(object, meaning, key, into: sink)
        seen.insert(key)
    }
}
