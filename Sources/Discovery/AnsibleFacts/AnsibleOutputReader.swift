import GraphModel

/// Reads what `ansible -m setup` prints: `host | SUCCESS => {`, an object over many lines or, with `-o`, one, and the
/// next host. One host is in memory at a time.
struct AnsibleOutputReader: ~Copyable {
    private let file: String
    private var lines: LineReader
    private let sink: any DiscoverySink
    private let take: (AnsibleResult) throws(ImportError) -> Void
    private var open: Open?

    /// A host whose object is being read.
    private struct Open {
        var host: String
        var line: Int
        var text: String
    }

    /// Longest object of one host, in bytes.
    private static let resultBytes = Limits.propertyValueBytes

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, take: @escaping (AnsibleResult) throws(ImportError) -> Void
    ) throws(ImportError) {
        file = input.name
        lines = try LineReader(input)
        self.sink = sink
        self.take = take
    }

    mutating func readAll() throws(ImportError) {
        var hasResults = false
        while let line = try lines.next() {
            if let heading = Heading(line) {
                hasResults = true
                try close()
                if heading.hasObject {
                    open = Open(host: heading.host, line: lines.number, text: heading.rest)
                } else {
                    try take(failure(of: heading.host))
                }
            } else if let size = open?.text.utf8.count {
                guard size + line.utf8.count < Self.resultBytes else {
                    sink.reject(
                        ImportError(
                            .badRecord, "the result of one host is longer than \(Self.resultBytes) bytes",
                            at: SourcePosition(file: file, line: lines.number)))
                    open = nil
                    continue
                }
                open?.text += "\n" + line
                // Warnings and other noise may follow.
                if line.hasPrefix("}") { try close() }
            }
        }
        try close()
        if !hasResults {
            sink.reject(
                ImportError(
                    .badRecord, "there is no result of a host in it", at: SourcePosition(file: file),
                    advice: "`ansible all -m setup` prints results."))
        }
    }

    private func failure(of host: String) -> AnsibleResult {
        AnsibleResult(
            host: host, facts: AnsibleFacts(JSONObject()), isFailed: true,
            position: SourcePosition(file: file, line: lines.number))
    }

    private mutating func close() throws(ImportError) {
        guard let result = open else { return }
        open = nil
        let place = result.line - 1
        let take = self.take
        let sink = self.sink
        let shifted = ShiftingSink(sink, by: place)
        do throws(ImportError) {
            let input = ImportInput(name: file, bytes: Array(result.text.utf8))
            let reader = try AnsibleDocumentReader(input, shifted) { result throws(ImportError) in
                var result = result
                result.position.line = result.position.line.map { $0 + place }
                try take(result)
            }
            try reader.readAll(host: result.host)
        } catch {
            guard error.isDamage else { throw error }
            // The next heading starts afresh, so only this host is lost.
            shifted.reject(error)
        }
    }

    /// `web1 | SUCCESS => {`, `web2 | UNREACHABLE! => {`, `web3 | FAILED | rc=1 >>`.
    struct Heading {
        var host: String
        var hasObject: Bool
        /// The line from the object's start on.
        var rest: String

        private static let outcomes = ["SUCCESS", "CHANGED", "UNREACHABLE!", "FAILED!", "FAILED", "SKIPPED", "ok"]

        init?(_ line: String) {
            // Colours of a terminal that were kept.
            let line = line.hasPrefix("\u{1B}[") ? Self.plain(line) : line
            guard let first = line.unicodeScalars.first, first.value > 0x20, first != "{", first != "}",
                let bar = line.firstRange(of: " | ")
            else { return nil }
            let host = String(line[..<bar.lowerBound])
            let rest = line[bar.upperBound...]
            guard !host.contains(" "), Self.outcomes.contains(where: { rest.hasPrefix($0 + " ") }) else { return nil }
            self.host = host
            guard let arrow = rest.firstRange(of: "=> {") else {
                hasObject = false
                self.rest = ""
                return
            }
            hasObject = true
            self.rest = "{" + rest[arrow.upperBound...]
        }

        private static func plain(_ line: String) -> String {
            var text = ""
            var inEscape = false
            for character in line {
                if character == "\u{1B}" { inEscape = true } else if !inEscape { text.append(character) }
                if inEscape, character == "m" { inEscape = false }
            }
            return text
        }
    }
}

/// Moves what an inner reader reports to where it stands in the input.
private final class ShiftingSink: DiscoverySink {
    private let sink: any DiscoverySink
    private let lines: Int

    init(_ sink: any DiscoverySink, by lines: Int) {
        self.sink = sink
        self.lines = lines
    }

    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) { try sink.accept(record) }
    func reject(_ error: ImportError) { sink.reject(shifted(error)) }
    func warn(_ error: ImportError) { sink.warn(shifted(error)) }

    private func shifted(_ error: ImportError) -> ImportError {
        var error = error
        error.position?.line? += lines
        return error
    }
}
