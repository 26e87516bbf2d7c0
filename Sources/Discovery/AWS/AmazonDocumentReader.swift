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
        var targets: [(JSONValue, SourcePosition)] = []
        var targetGroup: String?
        var isSnapshot = false
        while try reader.nextKey() {
            let section = reader.keyText
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
            default: try readSection(section)
            }
        }
        if !targets.isEmpty { try receiver.take(targets: targets, of: targetGroup) }
    }

    /// A list of things, or one thing where a command describes one.
    private func readSection(_ section: String) throws(ImportError) {
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
        }
    }

    private func passOver(_ section: String, at start: SourcePosition) throws(ImportError) {
        guard reader.token == .beginArray else { return try reader.skipValue() }
        var count = 0
        while try reader.nextElement() {
            if reader.token == .beginObject { count += 1 }
            try reader.skipValue()
        }
        if count > 0, section != "Groups", section != "failures" {
            receiver.passOver(section, count: count, at: start)
        }
    }
}
