import GraphModel

/// A package of an SPDX document, whatever the notation.
struct SPDXPackage {
    var reference: String
    var name: String
    var version: String?
    var purpose: String?
    var supplier: String?
    var licences: [String?] = []
    var summary: String?
    var downloadLocation: String?
    var hashes: [(algorithm: String?, value: String?)] = []
    var packageURL: PackageURL?
    var cpe: String?
    var swidTag: String?
    var position: SourcePosition

    /// What a document says in place of what it does not know, or of nothing.
    static func stated(_ text: String?) -> String? {
        guard let text = StatedText.of(text), text != "NOASSERTION", text != "NONE" else { return nil }
        return text
    }

    /// What the whole world calls the package by.
    var globalID: String? { purpose == "application" && packageURL == nil ? nil : packageURL?.text }

    /// - Parameter scope: The name of the document, which may be what it describes.
    func nativeID(in scope: String, isSubject: Bool) -> String {
        // An application is the same after its next release.
        if isSubject, purpose == "application" { return name }
        if let globalID { return globalID }
        if isSubject { return name }
        return "\(scope)#\(name)" + (Self.stated(version).map { "@\($0)" } ?? "")
    }

    func ciClass(isSubject: Bool) -> String {
        switch purpose {
        case "application": isSubject ? "Application" : "SoftwarePackage"
        case "library", "framework": "SoftwareLibrary"
        case "container": "ContainerImage"
        case "operating-system", "operatingsystem": "OperatingSystem"
        case "device": isSubject ? "Appliance" : "HardwareComponent"
        case "model": "MachineLearningModel"
        case "data": "DataSet"
        default: "SoftwarePackage"
        }
    }

    func isSoftware(isSubject: Bool) -> Bool {
        !["Application", "ContainerImage", "Appliance", "HardwareComponent", "DataSet"].contains(
            ciClass(isSubject: isSubject))
    }

    /// The supplier when it is an organisation: `Organisation: NAME (EMAIL)` without the address.
    var organisation: String? {
        guard let text = Self.stated(supplier), text.hasPrefix("Organization:") else { return nil }
        return Self.named(text.dropFirst(13))
    }

    private static func named(_ text: Substring) -> String? {
        let end = text.lastIndex(of: "(").flatMap { text.hasSuffix(")") ? $0 : nil } ?? text.endIndex
        return stated(String(text[..<end]))
    }

    func properties(isSubject: Bool) -> [Property] {
        var result: [Property] = []
        result.add(ConventionalProperty.name, name)
        result.add("version", Self.stated(version))
        result.add("packageURL", packageURL?.text)
        result.add("description", Self.stated(summary))
        result.add("licence", licences.lazy.compactMap { Self.stated($0) }.first)
        result.add("supplier", organisation)
        result.add("hash", StatedHash.strongest(hashes))
        result.add("cpe", cpe)
        result.add("swidTag", swidTag)
        result.add("architecture", packageURL?.qualifier("arch"))
        result.add("repository", Self.stated(downloadLocation).map(URLText.place))
        if ciClass(isSubject: isSubject) == "ContainerImage" {
            let digest = [packageURL?.version, version].compactMap { $0 }.first { $0.hasPrefix("sha256:") }
            result.add("digest", digest)
            result.add("tag", packageURL?.qualifier("tag"))
        }
        return result
    }

    /// Takes an external reference.
    mutating func refer(type: String?, locator: String?) {
        guard let type = type?.lowercased(), let locator else { return }
        switch type {
        case "purl", "packageurl":
            packageURL = packageURL ?? PackageURL(locator)?.stating(version: Self.stated(version))
        case "cpe23type", "cpe23": cpe = locator
        case "cpe22type", "cpe22": cpe = cpe ?? locator
        case "swid": swidTag = locator
        default: break
        }
    }
}
