public import GraphModel

/// Writes the interchange format, which `InterchangeImporter` reads back without loss (docs/importers/interchange.md).
///
///     var writer = InterchangeWriter(source: "cmdb")
///     writer.item(class: "Server", id: "srv-1", attributes: [Property("name", "web-01")])
///     writer.relationship(type: "RUNS_ON", from: .native("vm-1"), to: .native("srv-1"))
///     writer.finish()
///     write(writer.take())
///
/// Output gathers in memory until it is taken: take it whenever `pendingBytes` has grown to what the caller writes at
/// once.
public struct InterchangeWriter: Sendable {
    /// How the records stand in the output.
    public enum Form: Sendable {
        /// One record a line (NDJSON), in any order.
        case lines
        /// One JSON document; first all items, then all relationships, then all removals.
        case document
    }

    private enum Section: UInt8 { case none, items, relationships, removed, finished }

    private let form: Form
    private var output = JSONOutput()
    private var section = Section.none

    /// - Parameter source: The name under which the items' ids are known; nil leaves it to the import.
    public init(source: String? = nil, form: Form = .lines) {
        self.form = form
        output.raw("{\"faultline\":1")
        if let source {
            output.raw(",\"source\":")
            output.string(source)
        }
        if form == .lines { output.raw("}\n") }
    }

    /// Bytes that `take` would give.
    public var pendingBytes: Int { output.bytes.count }

    /// The output since the last call.
    public mutating func take() -> [UInt8] {
        let bytes = output.bytes
        output.bytes = []
        output.bytes.reserveCapacity(bytes.count)
        return bytes
    }

    /// Hands the output since the last call to `body`, and keeps the memory for what follows.
    public mutating func drain<E>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
        try output.bytes.withUnsafeBufferPointer { (buffer) throws(E) in try body(UnsafeRawBufferPointer(buffer)) }
        output.bytes.removeAll(keepingCapacity: true)
    }

    public mutating func write(_ record: DiscoveredRecord) {
        switch record {
        case .item(let item):
            self.item(
                class: item.ciClass, id: item.nativeID, source: item.source, attributes: item.attributes,
                groups: item.groups)
        case .relationship(let it):
            relationship(
                type: it.type, from: it.source, to: it.target, properties: it.properties, isRemoved: it.isRemoved)
        case .removedItem(let id, _): removal(of: id)
        }
    }

    /// - Parameter source: The source that `id` belongs to, when it is not the one that the output names.
    public mutating func item(
        class ciClass: String, id: String, source: String? = nil, attributes: [Property] = [],
        groups: [RedundancyGroup] = []
    ) {
        begin(.items)
        output.raw("{\"class\":")
        output.string(ciClass)
        output.raw(",\"id\":")
        if let source { foreign(source, id) } else { output.string(id) }
        properties(attributes, reserved: InterchangeKey.isReservedOnItems, under: ",\"attributes\":{")
        if !groups.isEmpty { self.groups(groups) }
        end()
    }

    public mutating func relationship(
        type: String, from: ItemReference, to: ItemReference, properties list: [Property] = [],
        isRemoved: Bool = false
    ) {
        begin(.relationships)
        output.raw("{\"type\":")
        output.string(type)
        output.raw(",\"from\":")
        reference(from)
        output.raw(",\"to\":")
        reference(to)
        if isRemoved { output.raw(",\"removed\":true") }
        properties(list, reserved: InterchangeKey.isReservedOnRelationships, under: ",\"properties\":{")
        end()
    }

    /// The statement that an item of this source is gone.
    public mutating func removal(of id: String) {
        begin(.removed)
        if form == .lines { output.raw("{\"removed\":") }
        output.string(id)
        if form == .lines { output.raw("}\n") }
    }

    /// Ends the output. Needed for a document; nothing may follow.
    public mutating func finish() {
        precondition(section != .finished, "finish() ends the output")
        if form == .document { output.raw(section == .none ? "}\n" : "\n]}\n") }
        section = .finished
    }

    private mutating func begin(_ next: Section) {
        precondition(section != .finished, "nothing follows finish()")
        guard form == .document else { return }
        guard section != next else { return output.raw(",\n") }
        precondition(next.rawValue > section.rawValue, "a document has items, then relationships, then removals")
        output.raw(section == .none ? "" : "\n]")
        section = next
        switch next {
        case .items: output.raw(",\n\"items\":[\n")
        case .relationships: output.raw(",\n\"relationships\":[\n")
        case .removed, .none, .finished: output.raw(",\n\"removed\":[\n")
        }
    }

    private mutating func end() {
        output.raw(form == .lines ? "}\n" : "}")
    }

    /// Properties side by side with the record's own keys; those that have the name of one go into an object of their
    /// own.
    private mutating func properties(
        _ properties: [Property], reserved: (String) -> Bool, under opening: StaticString
    ) {
        var needsObject = false
        for property in properties {
            if reserved(property.key) {
                needsObject = true
                continue
            }
            output.raw(",")
            member(property)
        }
        guard needsObject else { return }
        output.raw(opening)
        var isFirst = true
        for property in properties where reserved(property.key) {
            if !isFirst { output.raw(",") }
            isFirst = false
            member(property)
        }
        output.raw("}")
    }

    private mutating func member(_ property: Property) {
        output.string(property.key)
        output.raw(":")
        output.value(property.value)
    }

    private mutating func groups(_ groups: [RedundancyGroup]) {
        output.raw(",\"groups\":{")
        for (index, group) in groups.enumerated() {
            if index > 0 { output.raw(",") }
            output.string(group.name)
            output.raw(":")
            output.string(group.stated.description)
        }
        output.raw("}")
    }

    private mutating func foreign(_ source: String, _ id: String) {
        output.raw("{\"source\":")
        output.string(source)
        output.raw(",\"id\":")
        output.string(id)
        output.raw("}")
    }

    private mutating func reference(_ reference: ItemReference) {
        switch reference {
        case .native(let id): output.string(id)
        case .foreign(let source, let id): foreign(source, id)
        case .named(let ciClass, let name):
            output.raw("{\"class\":")
            output.string(ciClass)
            output.raw(",\"name\":")
            output.string(name)
            output.raw("}")
        }
    }
}
