import Discovery
import GraphModel

extension DiscoveredRecord {
    /// One line for comparing with what a test expects.
    var line: String {
        func list(_ properties: [Property]) -> String {
            properties.map { " \($0.key)=\($0.value.described)" }.joined()
        }
        switch self {
        case .item(let item):
            let groups = item.groups.map { " \($0.property.key)=\($0.property.value)" }.joined()
            let source = item.source.map { "\($0)#" } ?? ""
            return "\(item.ciClass) \(source)\(item.nativeID)\(list(item.attributes))\(groups)"
        case .relationship(let it):
            return "\(it.source.described) -\(it.type)-> \(it.target.described)\(list(it.properties))"
        case .removedItem(let id, _): return "removed \(id)"
        }
    }
}

extension ItemReference {
    var described: String {
        switch self {
        case .native(let id): id
        case .foreign(let source, let id): "\(source)#\(id)"
        case .named(let ciClass, let name): "\(ciClass):\(name)"
        }
    }
}

extension PropertyValue {
    /// The value; what is not text carries its kind.
    var described: String {
        switch self {
        case .string(let text): text
        case .integer(let value): "\(value)i"
        case .double(let value): "\(value)f"
        case .list(let values): "[" + values.map(\.described).joined(separator: ", ") + "]"
        default: "<\(self)>"
        }
    }
}
