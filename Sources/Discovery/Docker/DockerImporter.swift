public import GraphModel

/// Reads what `docker inspect` and the engine's API print. docs/importers/docker.md says what follows from what.
public final class DockerImporter: Importer {
    public static let format = "docker"
    public static let summary = "Docker: containers, images, networks, volumes as docker inspect and the API print them"
    public static let example =
        "docker inspect $(docker ps -aq) | faultline import docker - --option host=$(hostname)"

    let identity: DockerIdentity
    /// The machine that the engine runs on, when it was named.
    private let host: String?
    var inventory = DockerInventory()
    private var seen: Set<String> = []
    private var unread: [String: (count: Int, position: SourcePosition)] = [:]
    var links = UniqueLinks()

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let keys = JSONReader.leadingKeys(head, fileName: fileName)
        return DockerKind.of(keys) != nil || keys == ["Volumes", "Warnings"]
    }

    /// Option: `host=NAME`, the machine of the engine, which keeps the objects of several apart; `docker` without it.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["host"], format: Self.format)
        host = options.values["host"]
        if host?.isEmpty == true { throw ImportError(.badMapping, "the option host is empty") }
        identity = DockerIdentity(host: host ?? "docker")
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                if reader.token == .beginArray {
                    try reader.readRecords(into: sink) { () throws(ImportError) in try readObject(reader, sink) }
                } else {
                    try reader.readRecord(into: sink) { () throws(ImportError) in try readObject(reader, sink) }
                }
            }
        }
    }

    private func readObject(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        let position = reader.position
        let value = try reader.readValue()
        guard case .object(let object) = value else {
            throw ImportError(.badRecord, "this is not an object", at: position)
        }
        if let volumes = value["Volumes"], value["Warnings"] != nil || object.members.count <= 2, value["Id"] == nil {
            for volume in volumes.elements { try take(volume, .volume, at: position, into: sink) }
            return
        }
        guard let kind = DockerKind.of(Set(object.members.map(\.name))) else {
            throw ImportError(
                .badRecord, "this is no object of a container engine", at: position,
                advice: "Write it with docker inspect.")
        }
        try take(value, kind, at: position, into: sink)
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        for (kind, found) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(
                ImportError(
                    .badRecord, "objects of kind \(kind) are not read (\(found.count) found)", at: found.position))
        }
        unread = [:]
        try inventory.emit(identity, host: host, &links, into: sink)
        inventory = DockerInventory()
    }

    private func take(
        _ value: JSONValue, _ kind: DockerKind, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        inventory.position = inventory.position ?? position
        if [.container, .image, .network, .volume, .engine].contains(kind) { inventory.isOnEngine = true }
        switch kind {
        case .container: try takeContainer(try DockerContainer(value, at: position), at: position, into: sink)
        case .image: try takeImage(value, at: position, into: sink)
        case .network: try takeNetwork(value, at: position, into: sink)
        case .volume: try takeVolume(value, at: position, into: sink)
        case .engine: inventory.engine = value
        case .node: try takeNode(value, at: position, into: sink)
        case .service: try takeService(value, at: position, into: sink)
        case .task, .setting: unread[kind.rawValue, default: (0, position)].count += 1
        }
    }

    /// - Returns: False when the item was there before.
    func emit(
        _ ciClass: String, _ nativeID: String, _ properties: [Property], at position: SourcePosition,
        into sink: any DiscoverySink
    ) throws(ImportError) -> Bool {
        guard seen.insert(nativeID).inserted else { return false }
        inventory.known.insert(nativeID)
        try sink.accept(
            .item(
                DiscoveredItem(ciClass: ciClass, nativeID: nativeID, attributes: properties, position: position)))
        return true
    }
}
