import GraphModel

/// State files: version 4, and the versions before.
extension TerraformDocumentReader {
    private struct Header {
        var module: String?
        var isData = false
        var type: String?
        var name: String?
    }

    /// A resource of version 4 with its instances, one at a time; where keys are sorted, `instances` comes before what
    /// they are, and waits.
    func readResource() throws(ImportError) {
        let position = reader.position
        try reader.beginObject()
        var header = Header()
        var waiting: [(JSONValue, SourcePosition)] = []
        while try reader.nextKey() {
            if reader.keyIs("module") {
                header.module = try reader.readString()
            } else if reader.keyIs("mode") {
                header.isData = try reader.readString() == "data"
            } else if reader.keyIs("type") {
                header.type = try reader.readString()
            } else if reader.keyIs("name") {
                header.name = try reader.readString()
            } else if reader.keyIs("instances") {
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let place = reader.position
                    let value = try reader.readValue()
                    if header.type != nil, header.name != nil {
                        try receiver.take(try Self.instance(value, header, at: place))
                    } else {
                        waiting.append((value, place))
                    }
                }
            } else {
                try reader.skipValue()
            }
        }
        guard header.type != nil, header.name != nil else {
            throw ImportError(.badRecord, "a resource has a type and a name", at: position)
        }
        for (value, place) in waiting { try receiver.take(try Self.instance(value, header, at: place)) }
    }

    private static func instance(
        _ value: JSONValue, _ header: Header, at position: SourcePosition
    ) throws(ImportError) -> TerraformInstance {
        guard case .object = value, let type = header.type, let name = header.name else {
            throw ImportError(.badRecord, "an instance is an object", at: position)
        }
        let flat = value["attributes_flat"].map(TerraformFlatmap.nested)
        return TerraformInstance(
            isData: header.isData, type: type, name: name,
            address: TerraformAddress.of(
                module: header.module, isData: header.isData, type: type, name: name, key: value["index_key"]),
            deposedKey: value["deposed"]?.text,
            attributes: TerraformSecrets.removed(
                from: value["attributes"] ?? flat ?? .null, paths: value["sensitive_attributes"], marks: nil),
            dependencies: (value["dependencies"]?.texts ?? []) + (value["depends_on"]?.texts ?? []),
            position: position)
    }

    /// A module of versions 1 to 3: `{path: [root, …], resources: {"aws_instance.web.0": {…}}}`.
    func readOldModule() throws(ImportError) {
        try reader.beginObject()
        var module = ""
        while try reader.nextKey() {
            if reader.keyIs("path") {
                module = try reader.readValue().texts.dropFirst().map { "module.\($0)" }.joined(separator: ".")
            } else if reader.keyIs("resources") {
                guard try reader.next() == .beginObject else {
                    try reader.skipValue()
                    continue
                }
                while try reader.nextKey() {
                    let key = reader.keyText
                    try reader.next()
                    let position = reader.position
                    try reader.readRecord(into: sink) { () throws(ImportError) in
                        try take(old: try reader.readValue(), key, module, at: position)
                    }
                }
            } else {
                try reader.skipValue()
            }
        }
    }

    private func take(
        old value: JSONValue, _ key: String, _ module: String, at position: SourcePosition
    ) throws(ImportError) {
        var parts = key.split(separator: ".").map(String.init)
        let isData = parts.first == "data" && parts.count > 2
        if isData { parts.removeFirst() }
        guard parts.count == 2 || parts.count == 3, case .object = value else {
            throw ImportError(.badRecord, "this is not a resource", at: position)
        }
        let index = parts.count == 3 ? Int64(parts[2]).map { JSONValue.number(.integer($0)) } ?? .string(parts[2]) : nil
        let address = TerraformAddress.of(module: module, isData: isData, type: parts[0], name: parts[1], key: index)
        let scope = module.isEmpty ? "" : "\(module)."
        let primary = value["primary"]
        let dependencies = (value["depends_on"]?.texts ?? []) + (primary?["depends_on"]?.texts ?? [])
        var instance = TerraformInstance(
            isData: isData, type: parts[0], name: parts[1], address: address, attributes: .null,
            dependencies: dependencies.map { scope + Self.withoutIndex($0) }, position: position)
        func take(_ object: JSONValue) throws(ImportError) {
            instance.attributes = TerraformFlatmap.nested(object["attributes"] ?? .null)
            if instance.attributes["id"] == nil, let id = object["id"], case .object(var members) = instance.attributes
            {
                members.members.append(JSONObject.Member("id", id))
                instance.attributes = .object(members)
            }
            try receiver.take(instance)
        }
        if let primary { try take(primary) }
        for (number, object) in (value["deposed"]?.elements ?? []).enumerated() {
            instance.deposedKey = String(number)
            try take(object)
        }
    }

    /// Old dependencies name instances as `aws_instance.web.0` and all of them as `aws_instance.web.*`.
    private static func withoutIndex(_ dependency: String) -> String {
        guard let dot = dependency.utf8.lastIndex(of: 0x2E) else { return dependency }
        let last = dependency[dependency.utf8.index(after: dot)...]
        return last == "*" || Int(last) != nil ? String(dependency[..<dot]) : dependency
    }
}
