import GraphModel

/// Finds results in JSON: files of `--tree`, files of a fact cache, and reports of the `json` callback; several of
/// these may follow each other. One host is in memory at a time.
final class AnsibleDocumentReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink
    private let take: (AnsibleResult) throws(ImportError) -> Void

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, take: @escaping (AnsibleResult) throws(ImportError) -> Void
    ) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.take = take
    }

    /// - Parameter host: the inventory's name of the host, if there is one document only.
    func readAll(host: String? = nil) throws(ImportError) {
        // Waits for the next document, which shows that a file is not named after its host.
        var first: AnsibleResult?
        var damage: ImportError?
        do throws(ImportError) {
            var documents = 0
            while try reader.nextDocument() {
                documents += 1
                try flush(&first, host: nil)
                try reader.readRecord(into: sink) { () throws(ImportError) in
                    guard let result = try readDocument() else { return }
                    if documents == 1 { first = result } else { try take(result) }
                }
            }
        } catch {
            damage = error
        }
        try flush(&first, host: host)
        if let damage { throw damage }
    }

    private func flush(_ waiting: inout AnsibleResult?, host: String?) throws(ImportError) {
        guard var result = waiting else { return }
        waiting = nil
        result.host = host
        do throws(ImportError) { try take(result) } catch {
            guard error.kind == .badRecord else { throw error }
            sink.reject(error)
        }
    }

    private func readDocument() throws(ImportError) -> AnsibleResult? {
        try reader.beginObject()
        let position = reader.position
        var parts = Parts()
        var isReport = false
        while try reader.nextKey() {
            if reader.keyIs("plays") {
                isReport = true
                try readPlays()
            } else {
                try readMember(&parts)
            }
        }
        return isReport ? nil : parts.result(nil, position)
    }

    /// `plays[].tasks[].hosts` of the `json` callback, which has a result under each host's name.
    private func readPlays() throws(ImportError) {
        try reader.beginArray()
        while try reader.nextElement() {
            try reader.beginObject()
            while try reader.nextKey() {
                if reader.keyIs("tasks") { try readTasks() } else { try reader.skipValue() }
            }
        }
    }

    private func readTasks() throws(ImportError) {
        try reader.beginArray()
        while try reader.nextElement() {
            try reader.beginObject()
            while try reader.nextKey() {
                if reader.keyIs("hosts") { try readHosts() } else { try reader.skipValue() }
            }
        }
    }

    private func readHosts() throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() {
            let host = reader.keyText
            try reader.next()
            try reader.readRecord(into: sink) { () throws(ImportError) in
                try reader.beginObject()
                let position = reader.position
                var parts = Parts()
                while try reader.nextKey() { try readMember(&parts) }
                let result = parts.result(host, position)
                // A play has many tasks, few of which gather facts.
                if result.isFailed || result.facts.describesHost { try take(result) }
            }
        }
    }

    private func readMember(_ parts: inout Parts) throws(ImportError) {
        if reader.keyIs("ansible_facts") {
            try reader.beginObject()
            parts.facts = JSONObject(try readFacts())
        } else if reader.keyIs("__payload__") {
            // Since 2.19 a cache holds the facts as text.
            let position = reader.position
            parts.facts = JSONObject(try Self.facts(inside: try reader.readString(), at: position))
        } else if reader.keyIs("unreachable") {
            parts.isUnreachable = try reader.readValue() == .boolean(true)
        } else if reader.keyIs("failed") {
            parts.isFailed = try reader.readValue() == .boolean(true)
        } else if AnsibleFacts.isPassedOver(reader.keyText) {
            try reader.skipValue()
        } else {
            parts.members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
        }
    }

    private func readFacts() throws(ImportError) -> [JSONObject.Member] {
        var members: [JSONObject.Member] = []
        while try reader.nextKey() {
            if AnsibleFacts.isPassedOver(reader.keyText) {
                try reader.skipValue()
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        return members
    }

    private static func facts(
        inside text: String, at position: SourcePosition
    ) throws(ImportError) -> [JSONObject.Member] {
        do throws(ImportError) {
            let inner = try JSONReader(ImportInput(name: position.file, bytes: Array(text.utf8)))
            return try inner.readValue().members.filter { !AnsibleFacts.isPassedOver($0.name) }
        } catch {
            throw ImportError(.badRecord, "the cached text is not JSON: \(error.message)", at: position)
        }
    }

    /// What a result consists of.
    private struct Parts {
        var facts: JSONObject?
        /// A cache has the facts at the top.
        var members: [JSONObject.Member] = []
        var isUnreachable = false
        var isFailed = false

        func result(_ host: String?, _ position: SourcePosition) -> AnsibleResult {
            let facts = AnsibleFacts(facts ?? JSONObject(members))
            return AnsibleResult(
                host: host, facts: facts, isFailed: isUnreachable || (isFailed && !facts.describesHost),
                position: position)
        }
    }
}
