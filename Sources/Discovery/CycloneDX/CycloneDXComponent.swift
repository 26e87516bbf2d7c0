import GraphModel

/// A component or a service of a CycloneDX document.
struct CycloneDXComponent {
    let value: JSONValue
    let isSubject: Bool
    let isService: Bool
    let name: String
    let packageURL: PackageURL?
    let position: SourcePosition

    init(
        _ value: JSONValue, isSubject: Bool = false, isService: Bool = false, at position: SourcePosition
    ) throws(ImportError) {
        guard let name = value["name"]?.text else {
            throw ImportError(
                .badRecord, "a \(isService ? "service" : "component") has a name, and this has none", at: position)
        }
        self.value = value
        self.isSubject = isSubject
        self.isService = isService
        self.name = name
        self.position = position
        packageURL = PackageURL(value["purl"]?.string)?.stating(version: value["version"]?.text)
    }

    var type: String { isService ? "service" : value["type"]?.string ?? "library" }
    var reference: String? { value["bom-ref"]?.text }
    var version: String? { StatedText.of(value["version"]?.text) }

    /// With the group that the name is unique in, such as `com.example/core`.
    var fullName: String {
        guard let group = StatedText.of(value["group"]?.text) else { return name }
        return "\(group)/\(name)"
    }

    /// A file is part of what a component is made of; files are told by the number.
    var isFile: Bool { type == "file" && packageURL == nil && !isSubject }

    /// What the whole world calls the component by; nil for what has a name in its document only.
    var globalID: String? {
        if isService { return value["endpoints"]?.texts.first.map { "service:\(URLText.place($0))" } }
        // An application is the same after its next release; a package of another version is another package.
        if isSubject, type == "application" { return nil }
        return packageURL?.text
    }

    /// - Parameter scope: The name of the document's subject.
    func nativeID(in scope: String) -> String {
        if let globalID { return globalID }
        if isSubject { return scope }
        return "\(scope)#\(type):\(fullName)" + (version.map { "@\($0)" } ?? "")
    }

    var ciClass: String {
        switch type {
        case "service": "TechnicalService"
        case "application":
            isSubject ? "Application" : packageURL == nil ? "ApplicationComponent" : "SoftwarePackage"
        case "library", "framework": "SoftwareLibrary"
        case "container": "ContainerImage"
        case "operating-system": "OperatingSystem"
        case "device": isSubject ? "Appliance" : "HardwareComponent"
        case "machine-learning-model": "MachineLearningModel"
        case "data": "DataSet"
        case "cryptographic-asset": "CryptographicAsset"
        default: "SoftwarePackage"
        }
    }

    /// Whether a bill of materials can list it: the classes below `Software`.
    var isSoftware: Bool {
        [
            "SoftwareLibrary", "SoftwarePackage", "OperatingSystem", "MachineLearningModel", "CryptographicAsset",
        ].contains(ciClass)
    }

    /// How whatever needs it does so.
    var strength: BillOfMaterialsGraph.Kind? {
        switch value["scope"]?.string?.lowercased() {
        case "optional": .uses
        case "excluded": .developedWith
        default: nil
        }
    }

    var supplier: String? {
        value[isService ? "provider" : "supplier"]?.text("name") ?? value["manufacturer"]?.text("name")
    }

    /// The serial numbers of other bills of materials that describe this in more detail.
    var otherDocuments: [String] { Self.documents(value["externalReferences"]) }

    static func documents(_ references: JSONValue?) -> [String] {
        (references?.elements ?? []).compactMap { reference in
            guard reference["type"]?.string == "bom" else { return nil }
            return reference["url"]?.string.flatMap(CycloneDXLink.init)?.document
        }
    }

    var properties: [Property] {
        var result: [Property] = []
        result.add(ConventionalProperty.name, ciClass == "Application" ? name : fullName)
        result.add("version", version)
        result.add("packageURL", packageURL?.text)
        result.add("description", value["description"]?.text)
        result.add("licence", licence)
        result.add("vendor", StatedText.of(value["publisher"]?.text ?? value["manufacturer"]?.text("name")))
        result.add("supplier", StatedText.of(supplier))
        result.add("hash", hash)
        result.add("cpe", value["cpe"]?.text)
        result.add("swidTag", value["swid"]?.text("tagId"))
        result.add("architecture", packageURL?.qualifier("arch"))
        result.add("repository", repository)
        if ciClass == "ContainerImage" {
            let digest = [packageURL?.version, version].compactMap { $0 }.first { $0.hasPrefix("sha256:") }
            result.add("digest", digest)
            result.add("tag", packageURL?.qualifier("tag"))
        }
        result.add("assetType", value["cryptoProperties"]?.text("assetType"))
        result.add("endpoints", (value["endpoints"]?.texts ?? []).map(URLText.place))
        result.add("tags", value["tags"]?.texts ?? [])
        return result
    }

    private var licence: String? {
        let texts = (value["licenses"]?.elements ?? []).compactMap { choice in
            choice.text("expression") ?? choice["license"]?.text("id", "name")
        }
        var seen: Set<String> = []
        let distinct = texts.filter { seen.insert($0).inserted }
        return distinct.isEmpty ? nil : distinct.joined(separator: ", ")
    }

    private var hash: String? {
        StatedHash.strongest((value["hashes"]?.elements ?? []).map { ($0["alg"]?.string, $0["content"]?.string) })
    }

    private var repository: String? {
        let references = value["externalReferences"]?.elements ?? []
        return references.first { $0["type"]?.string == "vcs" }?["url"]?.text.map(URLText.place)
    }
}

/// A BOM-Link: `urn:cdx:SERIAL/VERSION`, and `#REFERENCE` for an element of that document.
struct CycloneDXLink {
    /// The serial number, in lower case.
    let serialNumber: String
    let reference: String?

    init?(_ text: String) {
        guard text.prefix(8).lowercased() == "urn:cdx:" else { return nil }
        let rest = text.dropFirst(8)
        serialNumber = rest.prefix { $0 != "/" && $0 != "#" }.lowercased()
        reference = rest.firstIndex(of: "#").map { PackageURL.decoded(rest[rest.index(after: $0)...]) }
        guard !serialNumber.isEmpty else { return nil }
    }

    /// The item of the bill of materials with a serial number, `urn:uuid:…`.
    static func document(_ serialNumber: String) -> String {
        let plain = serialNumber.lowercased()
        return "urn:cdx:" + (plain.hasPrefix("urn:uuid:") ? String(plain.dropFirst(9)) : plain)
    }

    var document: String { "urn:cdx:\(serialNumber)" }
}
