import GraphModel

/// Reads inventories, in JSON and in XML, section by section. One inventory is in memory at a time, without the
/// sections that nobody reads.
struct GLPIReader {
    private let input: ImportInput
    private let sink: any DiscoverySink
    private let take: (GLPIInventory) throws(ImportError) -> Void

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, take: @escaping (GLPIInventory) throws(ImportError) -> Void
    ) {
        self.input = input
        self.sink = sink
        self.take = take
    }

    /// What came before damage counts.
    func readAll() throws(ImportError) {
        do throws(ImportError) {
            if try TextHead(input.head()).text.hasPrefix("<") { try readXML() } else { try readJSON() }
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    // MARK: JSON

    private func readJSON() throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        while try reader.nextDocument() {
            if reader.token == .beginArray {
                while try reader.nextElement() { try readInventory(reader) }
            } else {
                try readInventory(reader)
            }
        }
    }

    private func readInventory(_ reader: JSONReader) throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            try reader.beginObject()
            var inventory = GLPIInventory(at: reader.position)
            var hasContent = false
            while try reader.nextKey() {
                if reader.keyIs("content") {
                    hasContent = true
                    try readContent(reader, &inventory)
                } else {
                    inventory.setHeader(reader.keyText, try reader.readValue())
                }
            }
            guard hasContent else {
                throw ImportError(.badRecord, "this is no inventory: it has no content", at: inventory.position)
            }
            try take(inventory)
        }
    }

    private func readContent(_ reader: JSONReader, _ inventory: inout GLPIInventory) throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() {
            let name = reader.keyText
            guard GLPIInventory.Section(rawValue: name) != nil else {
                inventory.leaveOut(name, at: reader.position)
                try reader.skipValue()
                continue
            }
            guard try reader.next() == .beginArray else {
                try add(reader, name, &inventory)
                continue
            }
            while try reader.nextElement() { try add(reader, name, &inventory) }
        }
    }

    private func add(_ reader: JSONReader, _ name: String, _ inventory: inout GLPIInventory) throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            let position = reader.position
            let value = try reader.readValue()
            guard case .object = value else {
                throw ImportError(.badRecord, "this is not an object", at: position)
            }
            inventory.add(name, value)
        }
    }

    // MARK: XML

    private func readXML() throws(ImportError) {
        let reader = XMLReader { $0.count == 2 && $0[1] != "CONTENT" || $0.count == 3 && $0[1] == "CONTENT" }
        var inventory = GLPIInventory(at: SourcePosition(file: input.name))
        try reader.read(
            input, into: sink,
            root: { (root) throws(ImportError) in
                guard root.name == "REQUEST" else {
                    throw ImportError(
                        .syntax, "the document is `\(root.name)`, not an inventory", at: root.position,
                        advice: "Agents write it with --local.")
                }
                inventory = GLPIInventory(at: root.position)
            },
            take: { (element) throws(ImportError) in
                let name = element.name.lowercased()
                if ["deviceid", "query"].contains(name) {
                    inventory.setHeader(name, .string(element.text))
                } else if GLPIInventory.Section(rawValue: name) != nil {
                    inventory.add(name, Self.value(element))
                } else {
                    inventory.leaveOut(name, at: element.position)
                }
            })
        try take(inventory)
    }

    /// The element in the shape that the same has in JSON: names in small letters, what repeats as a list.
    private static func value(_ element: XMLElement) -> JSONValue {
        if element.children.isEmpty { return .string(element.text) }
        var names: [String] = []
        var values: [String: [JSONValue]] = [:]
        for child in element.children {
            let name = child.name.lowercased()
            if values[name] == nil { names.append(name) }
            // As deep as the reader lets documents be.
            values[name, default: []].append(value(child))
        }
        return .object(
            JSONObject(
                names.map { name in
                    let all = values[name] ?? []
                    return JSONObject.Member(name, all.count == 1 ? all[0] : .array(all))
                }))
    }
}
