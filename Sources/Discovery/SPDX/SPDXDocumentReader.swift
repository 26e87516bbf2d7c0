import GraphModel

/// Finds the packages of SPDX documents in JSON: versions 2.x, and 3.x with its graph. One is in memory at a time.
final class SPDXDocumentReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink
    private let receiver: SPDXImporter

    init(_ input: ImportInput, _ sink: any DiscoverySink, _ receiver: SPDXImporter) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.receiver = receiver
    }

    func readAll() throws(ImportError) {
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in
                    try reader.beginObject()
                    receiver.document = SPDXDocument(at: reader.position)
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
        case "spdxVersion":
            receiver.document?.version = try reader.readValue().text
            receiver.document?.isSPDX = true
        case "name": receiver.document?.name = SPDXPackage.stated(try reader.readValue().text)
        case "documentNamespace": receiver.document?.namespace = try reader.readValue().text
        case "creationInfo":
            let value = try reader.readValue()
            receiver.document?.createdAt = value.text("created")
            for creator in value["creators"]?.texts ?? [] { receiver.document?.take(creator: creator) }
        case "documentDescribes":
            for reference in try reader.readValue().texts { receiver.document?.describe(reference) }
        case "externalDocumentRefs":
            receiver.document?.otherDocuments += try reader.readValue().elements.compactMap { $0.text("spdxDocument") }
        case "packages": try readValues(takePackage)
        case "relationships":
            try readValues { [receiver] value, position throws(ImportError) in
                try receiver.document?.relate(
                    value.text("spdxElementId"), value.text("relationshipType"), value.text("relatedSpdxElement"),
                    at: position)
            }
        case "files":
            try readValues { [receiver] value, position throws(ImportError) in
                receiver.document?.countFile(value.text("SPDXID"), at: position)
            }
        case "snippets":
            try readValues { [receiver] value, _ throws(ImportError) in receiver.omit(value.text("SPDXID")) }
        case "@graph":
            receiver.document?.isSPDX = true
            let graph = SPDXGraphReader(receiver: receiver, sink: sink)
            try readValues { value, position throws(ImportError) in try graph.take(value, at: position) }
            try graph.finish()
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

    private func takePackage(_ value: JSONValue, _ position: SourcePosition) throws(ImportError) {
        guard let reference = value.text("SPDXID"), let name = value.text("name") else {
            throw ImportError(.badRecord, "a package has an SPDXID and a name", at: position)
        }
        var package = SPDXPackage(reference: reference, name: name, position: position)
        package.version = value.text("versionInfo")
        package.purpose = value.text("primaryPackagePurpose")?.lowercased()
        package.supplier = value.text("supplier")
        package.licences = [value.text("licenseConcluded"), value.text("licenseDeclared")]
        package.summary = value.text("summary") ?? value.text("description")
        package.downloadLocation = value.text("downloadLocation")
        package.hashes = (value["checksums"]?.elements ?? []).map { ($0.text("algorithm"), $0.text("checksumValue")) }
        for external in value["externalRefs"]?.elements ?? [] {
            package.refer(type: external.text("referenceType"), locator: external.text("referenceLocator"))
        }
        try receiver.take(package, into: sink)
    }
}
