import GraphModel

/// Reads lists of targets for service discovery, in JSON and YAML, and the server's answer to `/api/v1/targets`.
struct PrometheusReader {
    private let input: ImportInput
    private let sink: any DiscoverySink
    /// The job of targets that state none.
    private let job: String?
    private let take: (PrometheusTarget) throws(ImportError) -> Void
    /// Told of targets that the server does not poll.
    private let dropped: (Int, SourcePosition) -> Void

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, job: String?,
        dropped: @escaping (Int, SourcePosition) -> Void,
        take: @escaping (PrometheusTarget) throws(ImportError) -> Void
    ) {
        self.input = input
        self.sink = sink
        self.job = job
        self.dropped = dropped
        self.take = take
    }

    /// What came before damage counts.
    func readAll() throws(ImportError) {
        do throws(ImportError) {
            let head = try TextHead(input.head()).text
            if head.hasPrefix("{") || head.hasPrefix("[") { try readJSON() } else { try readYAML() }
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    private func readJSON() throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        while try reader.nextDocument() {
            try reader.readRecord(into: sink) { () throws(ImportError) in
                if reader.token == .beginArray {
                    try readEach(reader, readGroup)
                } else {
                    try readAnswer(reader)
                }
            }
        }
    }

    private func readEach(
        _ reader: JSONReader, _ read: (JSONFields) throws(ImportError) -> Void
    ) throws(ImportError) {
        while try reader.nextElement() {
            try reader.readRecord(into: sink) { () throws(ImportError) in
                let position = reader.position
                guard case .object(let object) = try reader.readValue() else {
                    throw ImportError(.badRecord, "this is not an object", at: position)
                }
                try read(JSONFields(object, at: position))
            }
        }
    }

    /// `{"status": …, "data": {"activeTargets": […], "droppedTargets": […]}}`, or what is in `data` alone.
    private func readAnswer(_ reader: JSONReader) throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var isAnswer = false
        while try reader.nextKey() {
            isAnswer = isAnswer || ["data", "activeTargets", "droppedTargets"].contains { reader.keyIs($0) }
            if reader.keyIs("data") {
                try reader.next()
                try readAnswerData(reader)
            } else if reader.keyIs("error") {
                let message = try reader.readString()
                throw ImportError(.badRecord, "the server answered with an error: \(message)", at: position)
            } else {
                try readAnswerMember(reader)
            }
        }
        guard isAnswer else { throw ImportError(.badRecord, "this is no answer about targets", at: position) }
    }

    private func readAnswerData(_ reader: JSONReader) throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() { try readAnswerMember(reader) }
    }

    private func readAnswerMember(_ reader: JSONReader) throws(ImportError) {
        if reader.keyIs("activeTargets") {
            if try reader.next() == .null { return }
            try reader.beginArray()
            try readEach(reader, readActive)
        } else if reader.keyIs("droppedTargets") {
            if try reader.next() == .null { return }
            let position = reader.position
            try reader.beginArray()
            var count = 0
            while try reader.nextElement() {
                try reader.skipValue()
                count += 1
            }
            if count > 0 { dropped(count, position) }
        } else {
            try reader.skipValue()
        }
    }

    private func readActive(_ fields: JSONFields) throws(ImportError) {
        let discovered = try fields.object("discoveredLabels")
        let address = try discovered.string("__address__")
        let labels = try fields.map("labels")
        let pool = try fields.string("scrapePool")
        guard let address = address ?? labels.first(where: { $0.key == "instance" })?.value else {
            throw fields.missing("labels.instance")
        }
        var target = PrometheusTarget(address: address, labels: labels, job: pool, at: fields.position)
        target.health = try fields.string("health")
        target.scrapeURL = try fields.string("scrapeUrl")
        target.pod = try discovered.string("__meta_kubernetes_pod_name")
        try take(target)
    }

    /// `{"targets": ["host:port"], "labels": {…}}`
    private func readGroup(_ fields: JSONFields) throws(ImportError) {
        if fields.member("targets").isMissing { throw fields.missing("targets") }
        let labels = try fields.map("labels")
        for address in try fields.strings("targets") where !address.isEmpty {
            try take(PrometheusTarget(address: address, labels: labels, job: job, at: fields.position))
        }
    }

    /// YAML is read whole: people write it.
    private func readYAML() throws(ImportError) {
        var bytes: [UInt8] = []
        while true {
            let chunk = try input.read()
            if chunk.isEmpty { break }
            bytes += chunk
            guard bytes.count <= Limits.propertyValueBytes else {
                throw ImportError(
                    .limit, "the file is longer than \(Limits.propertyValueBytes) bytes",
                    at: SourcePosition(file: input.name), advice: "JSON has no such limit.")
            }
        }
        if bytes.isEmpty { return }
        let root: YAMLPart
        do throws(ImportError) {
            root = try YAMLPart(
                document: String(decoding: bytes, as: UTF8.self),
                YAMLPart.Origin(file: input.name, complaint: .badRecord), what: "the list of targets")
        } catch {
            throw ImportError(error.kind == .limit ? .limit : .syntax, error.message, at: error.position)
        }
        guard root.isList else { throw ImportError(.syntax, "this is not a list of targets", at: root.position) }
        for group in root.elements() {
            do throws(ImportError) { try readGroup(group) } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
    }

    private func readGroup(_ group: YAMLPart) throws(ImportError) {
        let members = try group.members()
        guard let targets = members.last(where: { $0.key == "targets" })?.value else {
            throw group.error("the field targets is missing")
        }
        var labels: [(key: String, value: String)] = []
        for label in try members.last(where: { $0.key == "labels" })?.value.members() ?? [] {
            labels.append((label.key, try label.value.text()))
        }
        labels.sort { $0.key < $1.key }
        for address in targets.elements() {
            let text = try address.text()
            if !text.isEmpty {
                try take(PrometheusTarget(address: text, labels: labels, job: job, at: address.position))
            }
        }
    }
}
