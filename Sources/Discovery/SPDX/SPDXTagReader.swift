import GraphModel

/// Finds the packages of SPDX documents in tag-value notation.
final class SPDXTagReader {
    private let receiver: SPDXImporter
    private let sink: any DiscoverySink
    private let file: String
    private var package: SPDXPackage?
    private var isInPackage = false
    private var fileStart: SourcePosition?

    init(_ input: ImportInput, _ sink: any DiscoverySink, _ receiver: SPDXImporter) {
        file = input.name
        self.sink = sink
        self.receiver = receiver
    }

    func read(_ input: ImportInput) throws(ImportError) {
        receiver.document = SPDXDocument(at: SourcePosition(file: file, line: 1))
        var lines = try LineReader(input)
        var isInText = false
        while let line = try lines.next() {
            // Texts of several lines are licences, notices and comments.
            if isInText {
                isInText = !line.contains("</text>")
                continue
            }
            guard let mark = line.firstIndex(of: ":"), line.first != "#" else { continue }
            let tag = String(line[..<mark]).drop { $0.isWhitespace }
            var value = line[line.index(after: mark)...].drop { $0.isWhitespace }
            if value.hasPrefix("<text>") {
                isInText = !value.contains("</text>")
                value = value.dropFirst(6)
                if value.hasSuffix("</text>") { value = value.dropLast(7) }
            }
            let position = SourcePosition(file: file, line: lines.number)
            do throws(ImportError) {
                try take(String(tag), String(value), at: position)
            } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
        if isInText {
            sink.reject(
                ImportError(
                    .syntax, "the document ends within a text", at: SourcePosition(file: file, line: lines.number)))
        }
        try endPackage()
        try receiver.endDocument(into: sink, isDamaged: false)
    }

    private func endPackage() throws(ImportError) {
        guard let ended = package else { return }
        package = nil
        guard !ended.reference.isEmpty else {
            return sink.reject(ImportError(.badRecord, "a package has an SPDXID and a name", at: ended.position))
        }
        try receiver.take(ended, into: sink)
    }

    private func take(_ tag: String, _ value: String, at position: SourcePosition) throws(ImportError) {
        switch tag {
        case "SPDXVersion":
            receiver.document?.version = value
            receiver.document?.isSPDX = value.hasPrefix("SPDX-")
        case "DocumentName": receiver.document?.name = SPDXPackage.stated(value)
        case "DocumentNamespace": receiver.document?.namespace = value
        case "Creator": receiver.document?.take(creator: value)
        case "Created": receiver.document?.createdAt = value
        case "ExternalDocumentRef":
            let parts = value.split(separator: " ")
            if parts.count > 1 { receiver.document?.otherDocuments.append(String(parts[1])) }
        case "PackageName":
            try endPackage()
            fileStart = nil
            package = SPDXPackage(reference: "", name: value, position: position)
        case "FileName", "SnippetSPDXID", "LicenseID":
            try endPackage()
            fileStart = tag == "FileName" ? position : nil
        case "SPDXID":
            if package != nil {
                package?.reference = value
            } else if let start = fileStart {
                receiver.document?.countFile(value, at: start)
                fileStart = nil
            }
        case "Relationship":
            let parts = value.split(separator: " ").map(String.init)
            try receiver.document?.relate(
                parts.first, parts.count > 1 ? parts[1] : nil, parts.count > 2 ? parts[2] : nil, at: position)
        default: takePackage(tag, value)
        }
    }

    private func takePackage(_ tag: String, _ value: String) {
        switch tag {
        case "PackageVersion": package?.version = value
        case "PrimaryPackagePurpose": package?.purpose = value.lowercased()
        case "PackageSupplier": package?.supplier = value
        case "PackageLicenseConcluded": package?.licences.insert(value, at: 0)
        case "PackageLicenseDeclared": package?.licences.append(value)
        case "PackageSummary": package?.summary = value
        case "PackageDownloadLocation": package?.downloadLocation = value
        case "PackageChecksum":
            let parts = value.split(separator: ":")
            if parts.count == 2 {
                package?.hashes.append((String(parts[0]), String(parts[1].drop(while: \.isWhitespace))))
            }
        case "ExternalRef":
            let parts = value.split(separator: " ").map(String.init)
            if parts.count > 2 { package?.refer(type: parts[1], locator: parts[2]) }
        default: break
        }
    }
}
