import GraphModel

/// CycloneDX in XML, turned into the shape that the same has in JSON.
enum CycloneDXMarkup {
    static let namespace = "http://cyclonedx.org/schema/bom/"

    /// Elements whose content is a list.
    private static let lists: Set<String> = [
        "components", "services", "licenses", "hashes", "externalReferences", "endpoints", "ratings", "affects",
        "versions", "tools", "tags", "vulnerabilities",
    ]

    /// As deep as the document nests, which has a limit.
    static func value(_ element: XMLElement) -> JSONValue {
        if element.name == "dependency" { return dependency(element) }
        if lists.contains(element.name), element.children.first?.name != "components" {
            return .array(element.children.map(listed))
        }
        if element.children.isEmpty, element.attributes.isEmpty { return .string(element.text) }
        var members = element.attributes.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, .string($0.value)) }
        members += element.children.map { JSONObject.Member($0.name, value($0)) }
        if element.children.isEmpty, !element.text.isEmpty {
            members.append(JSONObject.Member("content", .string(element.text)))
        }
        return .object(JSONObject(members))
    }

    /// An element of a list; of licences, JSON says which kind each is.
    private static func listed(_ element: XMLElement) -> JSONValue {
        switch element.name {
        case "license": .object(JSONObject([JSONObject.Member("license", value(element))]))
        // With attributes in later versions, the text is the expression all the same.
        case "expression": .object(JSONObject([JSONObject.Member("expression", .string(element.text))]))
        default: value(element)
        }
    }

    private static func dependency(_ element: XMLElement) -> JSONValue {
        func references(_ name: String) -> JSONValue {
            .array(element.children(name).compactMap { $0["ref"].map { .string($0) } })
        }
        return .object(
            JSONObject([
                JSONObject.Member("ref", .string(element["ref"] ?? "")),
                JSONObject.Member("dependsOn", references("dependency")),
                JSONObject.Member("provides", references("provides")),
            ]))
    }
}

/// Finds what a CycloneDX document in XML lists. One record is in memory at a time, with its parts.
struct CycloneDXMarkupReader {
    let receiver: CycloneDXImporter
    let sink: any DiscoverySink

    func read(_ input: ImportInput) throws(ImportError) {
        let lists: Set = [
            "components", "services", "dependencies", "compositions", "vulnerabilities", "externalReferences",
            "annotations", "formulation", "citations",
        ]
        let reader = XMLReader { path in
            path.count == 2 ? path[1] == "metadata" : path.count == 3 && lists.contains(path[1])
        }
        do throws(ImportError) {
            try reader.read(input, into: sink, root: begin, take: take)
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
            return try receiver.endDocument(into: sink, isDamaged: true)
        }
        try receiver.endDocument(into: sink)
    }

    private func begin(_ root: XMLElement) throws(ImportError) {
        guard root.name == "bom", let namespace = root.namespace, namespace.hasPrefix(CycloneDXMarkup.namespace) else {
            throw ImportError(
                .syntax, "the document is `\(root.name)`, not a bill of materials of CycloneDX", at: root.position)
        }
        var document = CycloneDXDocument(at: root.position)
        document.isCycloneDX = true
        document.specVersion = String(namespace.dropFirst(CycloneDXMarkup.namespace.count))
        document.serialNumber = root["serialNumber"]
        receiver.document = document
    }

    private func take(_ element: XMLElement) throws(ImportError) {
        let position = element.position
        switch element.name {
        case "metadata":
            receiver.document?.take(metadata: CycloneDXMarkup.value(element))
            if let subject = element.child("component") { _ = try take(component: subject, isSubject: true) }
        case "component": receiver.list(try take(component: element))
        case "service":
            let service = CycloneDXMarkup.value(element)
            receiver.list(try receiver.take(service: service, at: position, into: sink))
        case "dependency":
            try receiver.document?.take(dependency: CycloneDXMarkup.value(element), at: position)
        case "composition": receiver.document?.take(composition: CycloneDXMarkup.value(element))
        case "vulnerability":
            try receiver.take(vulnerability: CycloneDXMarkup.value(element), at: position, into: sink)
        case "reference":
            receiver.document?.otherDocuments += CycloneDXComponent.documents(.array([CycloneDXMarkup.value(element)]))
        default: receiver.countUnread("\(element.name)s", at: position)
        }
    }

    /// As deep as the document nests, which has a limit.
    private func take(
        component element: XMLElement, isSubject: Bool = false
    ) throws(ImportError) -> BillOfMaterialsGraph.Node? {
        var own = element
        own.children.removeAll { $0.name == "components" }
        var parts: [BillOfMaterialsGraph.Node] = []
        for part in element.child("components")?.children ?? [] {
            do throws(ImportError) {
                if let node = try take(component: part) { parts.append(node) }
            } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
        let component = try CycloneDXComponent(
            CycloneDXMarkup.value(own), isSubject: isSubject, at: element.position)
        return try receiver.take(component, parts: parts, into: sink)
    }
}
