import GraphModel

/// Finds the resources in what Terraform and OpenTofu write: state files of every version, and what `show -json` prints
/// of a state or a plan. One instance is in memory at a time.
final class TerraformDocumentReader {
    /// What is found.
    protocol Receiver: AnyObject {
        func take(_ instance: TerraformInstance) throws(ImportError)
        func take(_ change: TerraformChange) throws(ImportError)
        func take(lineage: String, at position: SourcePosition)
        /// The root module of a plan's configuration.
        func take(configuration: JSONValue)
    }

    let reader: JSONReader
    let sink: any DiscoverySink
    let receiver: any Receiver

    init(_ input: ImportInput, _ sink: any DiscoverySink, _ receiver: any Receiver) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.receiver = receiver
    }

    func readAll() throws(ImportError) {
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in try readDocument() }
            }
        }
    }

    private func readDocument() throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var isTerraform = false
        while try reader.nextKey() {
            if reader.keyIs("resources") {
                isTerraform = true
                try reader.readRecords(into: sink) { () throws(ImportError) in try readResource() }
            } else if reader.keyIs("modules") {
                isTerraform = true
                try reader.readRecords(into: sink) { () throws(ImportError) in try readOldModule() }
            } else if reader.keyIs("lineage") {
                receiver.take(lineage: try reader.readString(), at: position)
            } else if reader.keyIs("terraform_version") || reader.keyIs("format_version") {
                isTerraform = true
                try reader.skipValue()
            } else if reader.keyIs("resource_changes") {
                try reader.readRecords(into: sink) { () throws(ImportError) in try readChange() }
            } else if reader.keyIs("values") {
                try readValues(onlyData: false)
            } else if reader.keyIs("prior_state") {
                try readPriorState()
            } else if reader.keyIs("configuration") {
                // A configuration is as large as what people wrote, whatever it makes.
                receiver.take(configuration: try reader.readValue()["root_module"] ?? .null)
            } else {
                try reader.skipValue()
            }
        }
        guard isTerraform else {
            throw ImportError(
                .badRecord, "this is no state and no plan of Terraform", at: position,
                advice: "Plans: terraform show -json FILE")
        }
    }

    private func readPriorState() throws(ImportError) {
        guard try reader.next() == .beginObject else { return try reader.skipValue() }
        while try reader.nextKey() {
            if reader.keyIs("values") { try readValues(onlyData: true) } else { try reader.skipValue() }
        }
    }

    private func readValues(onlyData: Bool) throws(ImportError) {
        guard try reader.next() == .beginObject else { return try reader.skipValue() }
        while try reader.nextKey() {
            if reader.keyIs("root_module") {
                try reader.next()
                try reader.readRecord(into: sink) { () throws(ImportError) in try readModule(onlyData: onlyData) }
            } else {
                try reader.skipValue()
            }
        }
    }

    /// A module of `show -json`. As deep as the document nests, which has a limit.
    private func readModule(onlyData: Bool) throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() {
            if reader.keyIs("resources") {
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let position = reader.position
                    let instance = try Self.shown(try reader.readValue(), at: position)
                    if instance.isData || !onlyData { try receiver.take(instance) }
                }
            } else if reader.keyIs("child_modules") {
                try reader.readRecords(into: sink) { () throws(ImportError) in try readModule(onlyData: onlyData) }
            } else {
                try reader.skipValue()
            }
        }
    }

    private static func shown(_ value: JSONValue, at position: SourcePosition) throws(ImportError) -> TerraformInstance
    {
        guard let type = value["type"]?.string, let name = value["name"]?.string, let address = value["address"]?.string
        else { throw ImportError(.badRecord, "a resource has an address, a type and a name", at: position) }
        return TerraformInstance(
            isData: value["mode"]?.string == "data", type: type, name: name, address: address,
            deposedKey: value["deposed_key"]?.text,
            attributes: TerraformSecrets.removed(
                from: value["values"] ?? .null, paths: nil, marks: value["sensitive_values"]),
            dependencies: value["depends_on"]?.texts ?? [], position: position)
    }

    private func readChange() throws(ImportError) {
        let position = reader.position
        let value = try reader.readValue()
        guard let change = value["change"], let type = value["type"]?.string, let name = value["name"]?.string,
            let address = value["address"]?.string
        else { throw ImportError(.badRecord, "a change has an address, a type, a name and a change", at: position) }
        func side(_ values: String, _ marks: String) -> TerraformInstance? {
            guard let attributes = change[values] else { return nil }
            return TerraformInstance(
                isData: value["mode"]?.string == "data", type: type, name: name, address: address,
                deposedKey: value["deposed"]?.text,
                attributes: TerraformSecrets.removed(from: attributes, paths: nil, marks: change[marks]),
                position: position)
        }
        try receiver.take(
            TerraformChange(
                actions: change["actions"]?.texts ?? [], before: side("before", "before_sensitive"),
                after: side("after", "after_sensitive"),
                unknown: Set(
                    (change["after_unknown"]?.members ?? []).filter { $0.value != .boolean(false) }.map(\.name)),
                previousAddress: value["previous_address"]?.text))
    }
}

/// What a plan does to one instance.
struct TerraformChange {
    var actions: [String]
    var before: TerraformInstance?
    var after: TerraformInstance?
    /// Attributes whose values, or parts of them, are known when the plan has been carried out.
    var unknown: Set<String>
    var previousAddress: String?
}
