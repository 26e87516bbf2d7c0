import GraphModel

/// What one input says of the machine it comes from.
struct LLDPReport {
    var own: LLDPChassis?
    var neighbours: [LLDPNeighbour] = []
    /// The machine's own ports, where it lists them.
    var ports: [LLDPNeighbour] = []
    /// Whether it is one at all; a machine that has heard nobody says that too.
    var isReport = false

    mutating func add(_ interface: String, _ fields: LLDPFields, at position: SourcePosition) throws(ImportError) {
        guard let neighbour = LLDPNeighbour(interface, fields, at: position) else {
            throw ImportError(.badRecord, "the neighbour of \(interface) has neither name nor identifier", at: position)
        }
        if neighbour.isOwn {
            own = own ?? neighbour.chassis
            ports.append(neighbour)
        } else {
            neighbours.append(neighbour)
        }
    }
}

/// Reads `json`, `json0` and `xml`, of `lldpctl` and of `lldpcli show chassis`, `show neighbors`, `show interfaces`; in
/// JSON several of these may follow each other.
struct LLDPReader {
    private let input: ImportInput
    private let sink: any DiscoverySink

    init(_ input: ImportInput, _ sink: any DiscoverySink) {
        self.input = input
        self.sink = sink
    }

    /// What came before damage counts.
    func read() throws(ImportError) -> LLDPReport {
        var report = LLDPReport()
        do throws(ImportError) {
            if try TextHead(input.head()).text.hasPrefix("<") {
                try readXML(into: &report)
            } else {
                try readJSON(into: &report)
            }
            if !report.isReport {
                sink.reject(
                    ImportError(
                        .badRecord, "there is no report of lldpd in it", at: SourcePosition(file: input.name),
                        advice: "`lldpctl -f json` prints one."))
            }
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
        return report
    }

    private func readXML(into report: inout LLDPReport) throws(ImportError) {
        let reader = XMLReader(isRecord: { $0 == ["lldp", "interface"] || $0 == ["local-chassis", "chassis"] })
        var found = report
        defer { report = found }
        try reader.read(
            input, into: sink, root: { found.isReport = ["lldp", "local-chassis"].contains($0.name) },
            take: { element throws(ImportError) in
                let fields = LLDPFields(element)
                if element.name == "chassis" {
                    found.own = LLDPChassis(fields)
                } else if let name = element["name"] {
                    try found.add(name, fields, at: element.position)
                } else {
                    throw ImportError(.badRecord, "the interface has no name", at: element.position)
                }
            })
    }

    private func readJSON(into report: inout LLDPReport) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        while try reader.nextDocument() {
            try reader.readRecord(into: sink) { () throws(ImportError) in try readDocument(reader, into: &report) }
        }
    }

    private func readDocument(_ reader: JSONReader, into report: inout LLDPReport) throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() {
            if reader.keyIs("lldp") {
                report.isReport = true
                try reader.next()
                try readEach(reader) { () throws(ImportError) in try readInterfaces(reader, into: &report) }
            } else if reader.keyIs("local-chassis") {
                report.isReport = true
                let local = LLDPFields(value: try reader.readValue().oneOrMore.first ?? .null)
                report.own = local["chassis"].flatMap { LLDPChassis($0) }
            } else {
                try reader.skipValue()
            }
        }
    }

    /// An object, or each of a list of objects; the reader stands on the first token.
    private func readEach(_ reader: JSONReader, _ read: () throws(ImportError) -> Void) throws(ImportError) {
        guard reader.token == .beginArray else { return try read() }
        while try reader.nextElement() { try read() }
    }

    private func readInterfaces(_ reader: JSONReader, into report: inout LLDPReport) throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() {
            guard reader.keyIs("interface") else {
                try reader.skipValue()
                continue
            }
            if try reader.next() == .beginArray {
                while try reader.nextElement() { try readListed(reader, into: &report) }
            } else {
                try reader.beginObject()
                while try reader.nextKey() {
                    let name = reader.keyText
                    try reader.next()
                    let position = reader.position
                    add(name, try reader.readValue(), at: position, to: &report)
                }
            }
        }
    }

    /// `{"name": "eth0", …}` of `json0`, or `{"eth0": {…}}` of `json` when an interface has several neighbours.
    private func readListed(_ reader: JSONReader, into report: inout LLDPReport) throws(ImportError) {
        let position = reader.position
        let element = try reader.readValue()
        if let name = element["name"]?.string {
            add(name, element, at: position, to: &report)
        } else {
            for member in element.members { add(member.name, member.value, at: position, to: &report) }
        }
    }

    private func add(_ name: String, _ value: JSONValue, at position: SourcePosition, to report: inout LLDPReport) {
        do throws(ImportError) {
            try report.add(name, LLDPFields(value: value), at: position)
        } catch {
            sink.reject(error)
        }
    }
}
