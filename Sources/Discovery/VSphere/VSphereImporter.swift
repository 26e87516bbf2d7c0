public import GraphModel

/// Reads what `govc` prints of a vCenter or an ESXi host. docs/importers/vsphere.md says what follows from what.
public final class VSphereImporter: Importer {
    public static let format = "vsphere"
    public static let summary =
        "VMware vSphere: machines, hosts, clusters, datastores, networks as govc -json prints them"
    public static let example = "govc vm.info -json '*' | faultline import vsphere - --option vcenter=vc1.example.com"

    private var inventory: VSphereInventory
    private var unread: [String: (count: Int, position: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let keys = JSONReader.leadingKeys(head, fileName: fileName)
        func has(_ name: String) -> Bool {
            keys.contains(name) || keys.contains(name.prefix(1).lowercased() + name.dropFirst())
        }
        if has("Obj"), has("ChangeSet") || has("PropSet") { return true }
        if has("Name"), has("Op"), has("Val") { return true }
        let text = String(decoding: head, as: UTF8.self)
        let names = Self.types.contains { text.contains("\"\($0)\"") }
        guard names, text.contains("\"Self\"") || text.contains("\"self\"") else { return false }
        return has("Self") || has("Elements") || VSphereShape.lists.contains(where: has)
    }

    private static let types = [
        "VirtualMachine", "HostSystem", "Datastore", "ClusterComputeResource", "ComputeResource", "Network",
        "DistributedVirtualPortgroup", "ResourcePool", "Datacenter", "Folder",
    ]

    /// Option: `vcenter=NAME`, in front of every reference, since references are unique within one; `vsphere` without
    /// it.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["vcenter"], format: Self.format)
        let name = options.values["vcenter"]
        if name?.isEmpty == true { throw ImportError(.badMapping, "the option vcenter is empty") }
        inventory = VSphereInventory(vcenter: name)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in try readDocument(reader, sink) }
            }
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        for (type, found) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "\(type) are not read (\(found.count) found)", at: found.position))
        }
        unread = [:]
        try inventory.emit(into: sink)
        inventory = VSphereInventory(vcenter: inventory.vcenter)
    }

    /// A document with lists of objects, one object, a list of objects, or the changes of one.
    private func readDocument(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        if reader.token == .beginArray {
            return try reader.readRecords(into: sink) { () throws(ImportError) in
                let position = reader.position
                try take(try reader.readValue(), at: position, into: sink)
            }
        }
        try reader.beginObject()
        let position = reader.position
        var members: [JSONObject.Member] = []
        var isList = false
        while try reader.nextKey() {
            let name = reader.keyText
            let list = name.prefix(1).uppercased() + name.dropFirst()
            if list == "Elements" || VSphereShape.lists.contains(list) {
                isList = true
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let place = reader.position
                    let value = try reader.readValue()
                    if list == "Elements" {
                        try takeElement(value, at: place)
                    } else {
                        try take(value, at: place, into: sink)
                    }
                }
            } else {
                members.append(JSONObject.Member(name, try reader.readValue()))
            }
        }
        if !isList { try take(.object(JSONObject(members)), at: position, into: sink) }
    }

    private func take(
        _ value: JSONValue, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let object = VSphereShape.object(value, at: position) else {
            let isChange = value.either("Op") != nil && value.either("Name") != nil
            throw ImportError(
                .badRecord,
                isChange ? "the property does not say of which object it is" : "this is no managed object",
                at: position,
                advice: isChange ? "Collect by type: govc object.collect -json -type m / name config …" : nil)
        }
        let type = object.reference.type
        guard VSphereAttributes.ciClass(object) != nil || VSphereAttributes.structural.contains(type) else {
            unread[type, default: (0, position)].count += 1
            return
        }
        try inventory.take(object, into: sink)
    }

    /// A line of `govc ls` or `govc find`: a path with a reference, and rarely more. A path alone identifies nothing.
    private func takeElement(_ value: JSONValue, at position: SourcePosition) throws(ImportError) {
        guard let path = value.either("Path")?.text,
            let reference = VSphereObject.Reference(value.either("Object")?.either("Self"))
                ?? VSphereObject.Reference(value.either("Object"))
        else { throw ImportError(.badRecord, "the element has no path or no object", at: position) }
        inventory.list(
            VSphereObject(reference: reference, value: value.either("Object") ?? .null, position: position), path: path)
    }
}
