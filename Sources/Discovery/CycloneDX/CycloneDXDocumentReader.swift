import GraphModel

/// Finds what a CycloneDX document in JSON lists. One component is in memory at a time, without its parts.
final class CycloneDXDocumentReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink
    private let receiver: CycloneDXImporter

    /// Members of components that say nothing about what there is, and may be long.
    private static let passedOver: Set<String> = [
        "evidence", "pedigree", "releaseNotes", "modelCard", "signature", "copyright", "patentAssertions",
    ]

    init(_ input: ImportInput, _ sink: any DiscoverySink, _ receiver: CycloneDXImporter) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.receiver = receiver
    }

    func readAll() throws(ImportError) {
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in
                    try reader.beginObject()
                    receiver.document = CycloneDXDocument(at: reader.position)
                    while try reader.nextKey() { try readMember() }
                    try receiver.endDocument(into: sink)
                }
            }
        }
        // After damage to the document, what came before counts.
        try receiver.endDocument(into: sink, isDamaged: true)
    }

    private func readMember() throws(ImportError) {
        switch reader.keyText {
        case "bomFormat": receiver.document?.isCycloneDX = try reader.readString() == "CycloneDX"
        case "specVersion": receiver.document?.specVersion = try reader.readValue().text
        case "serialNumber": receiver.document?.serialNumber = try reader.readValue().text
        case "metadata":
            try reader.next()
            try reader.readRecord(into: sink) { () throws(ImportError) in try readMetadata() }
        case "components":
            try reader.readRecords(into: sink) { () throws(ImportError) in
                let node = try readComponent()
                receiver.list(node)
            }
        case "services":
            try readValues { [receiver, sink] value, position throws(ImportError) in
                let node = try receiver.take(service: value, at: position, into: sink)
                receiver.list(node)
            }
        case "dependencies":
            try readValues { [receiver] value, position throws(ImportError) in
                try receiver.document?.take(dependency: value, at: position)
            }
        case "compositions":
            try readValues { [receiver] value, _ throws(ImportError) in receiver.document?.take(composition: value) }
        case "vulnerabilities":
            try readValues { [receiver, sink] value, position throws(ImportError) in
                try receiver.take(vulnerability: value, at: position, into: sink)
            }
        case "externalReferences":
            receiver.document?.otherDocuments += CycloneDXComponent.documents(try reader.readValue())
        case "annotations", "formulation", "citations", "declarations", "definitions": try countUnread()
        default: try reader.skipValue()
        }
    }

    private func readValues(
        _ take: (JSONValue, SourcePosition) throws(ImportError) -> Void
    ) throws(ImportError) {
        try reader.readRecords(into: sink) { () throws(ImportError) in
            let position = reader.position
            try take(try reader.readValue(), position)
        }
    }

    private func countUnread() throws(ImportError) {
        let kind = reader.keyText
        guard try reader.next() == .beginArray else {
            receiver.countUnread(kind, at: reader.position)
            return try reader.skipValue()
        }
        while try reader.nextElement() {
            receiver.countUnread(kind, at: reader.position)
            try reader.skipValue()
        }
    }

    private func readMetadata() throws(ImportError) {
        try reader.beginObject()
        var members: [JSONObject.Member] = []
        while try reader.nextKey() {
            if reader.keyIs("component") {
                guard try reader.next() != .null else { continue }
                try reader.readRecord(into: sink) { () throws(ImportError) in _ = try readComponent(isSubject: true) }
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        receiver.document?.take(metadata: .object(JSONObject(members)))
    }

    /// As deep as the document nests, which has a limit.
    private func readComponent(isSubject: Bool = false) throws(ImportError) -> BillOfMaterialsGraph.Node? {
        try reader.beginObject()
        let position = reader.position
        var members: [JSONObject.Member] = []
        var parts: [BillOfMaterialsGraph.Node] = []
        while try reader.nextKey() {
            if reader.keyIs("components") {
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    if let part = try readComponent() { parts.append(part) }
                }
            } else if Self.passedOver.contains(reader.keyText) {
                try reader.skipValue()
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        let component = try CycloneDXComponent(.object(JSONObject(members)), isSubject: isSubject, at: position)
        return try receiver.take(component, parts: parts, into: sink)
    }
}
