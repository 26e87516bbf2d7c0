import GraphModel

/// Finds what is described in the outputs of the AWS command line and in files of AWS Config, one thing at a time.
final class AmazonDocumentReader {
    protocol Receiver: AnyObject {
        func take(_ kind: AmazonKind, _ value: JSONValue, at position: SourcePosition) throws(ImportError)
        func take(listener value: JSONValue, at position: SourcePosition) throws(ImportError)
        func take(targets: [(JSONValue, SourcePosition)], of targetGroup: String?) throws(ImportError)
        /// - Parameter mayRepeat: Other states of the same thing may come in the same files.
        func take(configuration value: JSONValue, mayRepeat: Bool, at position: SourcePosition) throws(ImportError)
        func passOver(_ section: String, count: Int, at position: SourcePosition)
    }

    private let reader: JSONReader
    private let sink: any DiscoverySink
    private let receiver: any Receiver

    init(_ input: ImportInput, _ sink: any DiscoverySink, _ receiver: any Receiver) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.receiver = receiver
    }

    /// Documents one after the other, or in a list.
    func readAll() throws(ImportError) {
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                if reader.token == .beginArray {
                    try reader.readRecords(into: sink) { () throws(ImportError) in try readDocument() }
                } else {
                    try reader.readRecord(into: sink) { () throws(ImportError) in try readDocument() }
                }
            }
        }
    }

    private func readDocument() throws(ImportError) {
        try reader.beginObject()
        let start = reader.position
        // A list without anything in it may be of any kind, and says nothing against the document.
        var (hasThings, hasOthers) = (false, false)
        var targets: [(JSONValue, SourcePosition)] = []
        var targetGroup: String?
        var isSnapshot = false
        while try reader.nextKey() {
            let section = reader.keyText
            if Self.ownSections.contains(section) { hasThings = true }
            switch section {
            case "Reservations":
                try reader.readRecords(into: sink) { () throws(ImportError) in try readDocument() }
            case "TargetHealthDescriptions":
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let position = reader.position
                    targets.append((try reader.readValue(), position))
                }
            case "TargetGroupArn": targetGroup = try reader.readString()
            case "Listeners", "Rules":
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let position = reader.position
                    try receiver.take(listener: try reader.readValue(), at: position)
                }
            case "configSnapshotId":
                isSnapshot = true
                try reader.skipValue()
            case "configurationItems", "baseConfigurationItems":
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let position = reader.position
                    let value = try reader.readValue()
                    try receiver.take(configuration: value, mayRepeat: !isSnapshot, at: position)
                }
            default:
                switch try readSection(section) {
                case true?: hasThings = true
                case false?: hasOthers = true
                case nil: break
                }
            }
        }
        guard hasThings || !hasOthers else {
            throw ImportError(
                .badRecord, "there is nothing in it that AWS describes", at: start,
                advice: "`aws … describe-… --output json` and AWS Config write what is read.")
        }
        if !targets.isEmpty { try receiver.take(targets: targets, of: targetGroup) }
    }

    /// Those that are read here in ways of their own.
    private static let ownSections: Set<String> = [
        "Reservations", "TargetHealthDescriptions", "Listeners", "Rules", "configSnapshotId", "configurationItems",
        "baseConfigurationItems",
    ]

    /// A list of things, or one thing where a command describes one; whether it is one of these, nil for an empty list
    /// of an unknown kind.
    private func readSection(_ section: String) throws(ImportError) -> Bool? {
        try reader.next()
        let start = reader.position
        guard let kind = AmazonKind.ofSection[section] else { return try passOver(section, at: start) }
        let read = { [reader, receiver] () throws(ImportError) in
            let position = reader.position
            guard reader.token == .beginObject else {
                throw ImportError(.badRecord, "this is not an object", at: position)
            }
            try receiver.take(kind, try reader.readValue(), at: position)
        }
        if reader.token == .beginArray {
            try reader.readRecords(into: sink, read)
        } else if reader.token == .beginObject {
            try reader.readRecord(into: sink, read)
        } else {
            try reader.skipValue()
            return false
        }
        return true
    }

    private func passOver(_ section: String, at start: SourcePosition) throws(ImportError) -> Bool? {
        guard reader.token == .beginArray else {
            try reader.skipValue()
            return false
        }
        var (count, others) = (0, 0)
        while try reader.nextElement() {
            if reader.token == .beginObject { count += 1 } else { others += 1 }
            try reader.skipValue()
        }
        if count > 0, section != "Groups", section != "failures" {
            receiver.passOver(section, count: count, at: start)
        }
        return count + others == 0 ? nil : others == 0
    }
}
