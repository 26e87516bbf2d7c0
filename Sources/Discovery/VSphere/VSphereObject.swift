import GraphModel

/// A managed object with as many of its properties as were asked for.
struct VSphereObject {
    /// A managed object reference: unique within one vCenter.
    struct Reference: Hashable {
        var type: String
        var id: String

        init?(_ value: JSONValue?) {
            guard let value else { return nil }
            if let text = value.string {
                // `VirtualMachine:vm-12`, as lists of references print it.
                let parts = text.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                self.init(type: String(parts[0]), id: String(parts[1]))
                return
            }
            guard let type = value.either("Type")?.text, let id = value.either("Value")?.text else { return nil }
            self.init(type: type, id: id)
        }

        init(type: String, id: String) {
            self.type = type
            self.id = id
        }
    }

    var reference: Reference
    var value: JSONValue
    var position: SourcePosition

    func text(_ path: String) -> String? { values(path).lazy.compactMap(\.text).first }
    func texts(_ path: String) -> [String] { values(path).compactMap(\.text) }
    func count(_ path: String) -> Int64? { values(path).lazy.compactMap(\.wholeNumber).first }
    func flag(_ path: String) -> Bool? { values(path).lazy.compactMap(\.flag).first }
    func reference(_ path: String) -> Reference? { references(path).first }
    func references(_ path: String) -> [Reference] { values(path).compactMap { Reference($0) } }

    /// The values at a path such as `Config.Hardware.Device`; lists on the way are gone through.
    func values(_ path: String) -> [JSONValue] { value.either(path.split(separator: ".").map(String.init)) }
}

/// The shapes in which `govc` prints objects, with capitals up to its version 0.29 and without since.
enum VSphereShape {
    /// Members of a document that hold lists of objects.
    static let lists: Set<String> = [
        "VirtualMachines", "HostSystems", "Datastores", "Networks", "Clusters", "ResourcePools", "Datacenters",
    ]

    /// An object as it is (`Self` and its properties), or as changes of its properties (`Obj` and `ChangeSet`,
    /// `PropSet`).
    static func object(_ value: JSONValue, at position: SourcePosition) -> VSphereObject? {
        if let reference = VSphereObject.Reference(value.either("Self")) {
            return VSphereObject(reference: reference, value: value, position: position)
        }
        guard let reference = VSphereObject.Reference(value.either("Obj")) else { return nil }
        var properties = JSONObject()
        for change in (value.either("ChangeSet") ?? value.either("PropSet"))?.elements ?? [] {
            guard let name = change.either("Name")?.text, let value = change.either("Val") else { continue }
            let path = name.split(separator: ".", maxSplits: deepest).map(String.init)
            set(plain(value), at: path[...], in: &properties)
        }
        return VSphereObject(reference: reference, value: .object(properties), position: position)
    }

    /// More dots than any property has.
    private static let deepest = 8

    private static func set(_ value: JSONValue, at path: ArraySlice<String>, in object: inout JSONObject) {
        guard let name = path.first else { return }
        let rest = path.dropFirst()
        guard !rest.isEmpty else { return object.members.append(JSONObject.Member(name, value)) }
        let place = object.members.firstIndex { $0.name == name }
        var inner = JSONObject()
        if let place, case .object(let known) = object.members[place].value { inner = known }
        set(value, at: rest, in: &inner)
        let member = JSONObject.Member(name, .object(inner))
        if let place { object.members[place] = member } else { object.members.append(member) }
    }

    /// The value inside the wrapping of its type: `{_typeName, _value}`, or `{ManagedObjectReference: […]}`.
    private static func plain(_ value: JSONValue) -> JSONValue {
        if let inner = value["_value"] { return inner }
        if value.members.count == 1, let only = value.members.first, case .array = only.value,
            only.name.first?.isUppercase == true
        {
            return only.value
        }
        return value
    }
}
