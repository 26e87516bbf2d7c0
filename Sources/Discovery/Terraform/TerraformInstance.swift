import GraphModel

/// One instance of a resource or data source, as a state or a plan has it.
struct TerraformInstance {
    var isData: Bool
    var type: String
    var name: String
    /// With the keys of modules and of the instance: `module.shop["eu"].aws_instance.web[0]`.
    var address: String
    /// Set for the object that a replacement has left behind.
    var deposedKey: String?
    /// What the provider says of it, without what is marked as sensitive.
    var attributes: JSONValue
    /// Addresses of resources, without keys of instances.
    var dependencies: [String] = []
    var position: SourcePosition

    /// The address without any keys, as dependencies and configurations name it.
    var configurationAddress: String { TerraformAddress.withoutKeys(address) }
}

/// Addresses as Terraform prints them.
enum TerraformAddress {
    static func of(
        module: String?, isData: Bool, type: String, name: String, key: JSONValue?
    ) -> String {
        var address = module.map { $0.isEmpty ? "" : "\($0)." } ?? ""
        if isData { address += "data." }
        address += "\(type).\(name)"
        switch key {
        case .number(.integer(let index)): address += "[\(index)]"
        case .string(let key): address += "[\"\(key)\"]"
        default: break
        }
        return address
    }

    /// The address with everything in square brackets left out; brackets in quoted keys count for nothing.
    static func withoutKeys(_ address: String) -> String {
        guard address.utf8.contains(0x5B) else { return address }
        var result: [UInt8] = []
        var isInKey = false
        var isQuoted = false
        var isEscaped = false
        for byte in address.utf8 {
            switch byte {
            case 0x22 where isInKey && !isEscaped: isQuoted.toggle()
            case 0x5B where !isQuoted && !isInKey: isInKey = true
            case 0x5D where isInKey && !isQuoted: isInKey = false
            default: if !isInKey { result.append(byte) }
            }
            isEscaped = byte == 0x5C && isQuoted && !isEscaped
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The module path in front of the resource, with its keys and the dot; empty for the root module.
    static func module(of address: String, type: String) -> Substring {
        guard address.hasPrefix("module."), let place = address.ranges(of: ".\(type).").last else { return "" }
        let module = address[..<place.lowerBound]
        return module.hasSuffix(".data") ? module.dropLast(5) : module
    }
}
