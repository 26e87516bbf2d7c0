public import GraphModel

/// The sources that `sync` brings in, as a YAML file lists them (docs/runs.md).
public struct SyncConfiguration: Sendable {
    /// In the order of the file; names differ.
    public let sources: [SyncSource]

    private static let keys = [
        "name", "command", "path", "format", "scope", "missing", "interval", "options", "mapping", "timeout",
    ]

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - name: the file's path, for messages.
    ///   - policies: what `missing` may be.
    /// - Throws: `import.badConfiguration` and `import.limit`, with line and column.
    public init(yaml: String, name: String, policies: [String]) throws(ImportError) {
        let origin = YAMLPart.Origin(file: name, complaint: .badConfiguration)
        let root = try YAMLPart(document: yaml, origin, what: "the configuration")
        guard let list = try root.members(of: ["sources"])["sources"], list.isList, !list.elements().isEmpty else {
            throw root.error("the configuration needs a list `sources`")
        }
        var sources: [SyncSource] = []
        for part in list.elements() {
            let source = try Self.source(part, policies)
            if let other = sources.first(where: { $0.name == source.name }) {
                throw ImportError(
                    .badConfiguration, "the source `\(source.name)` is listed twice, at line \(other.line) too",
                    at: source.position, advice: "Give each source a name of its own.")
            }
            sources.append(source)
        }
        self.sources = sources
    }

    private static func source(_ part: YAMLPart, _ policies: [String]) throws(ImportError) -> SyncSource {
        guard part.isMapping else { throw part.error("a source must be a mapping with `name`") }
        let parts = try part.members(of: keys)
        guard let namePart = parts["name"] else { throw part.error("a source needs a `name`") }
        let name = try namePart.text()
        guard !name.isEmpty, !name.contains("#") else {
            throw namePart.error("the name of a source must not be empty or contain `#`")
        }
        var source = SyncSource(name: name, input: try input(part, parts), position: namePart.position)
        if let part = parts["format"] { source.format = try format(part) }
        if let part = parts["scope"] { source.isFull = try choice(part, among: ["partial", "full"]) == "full" }
        if let part = parts["missing"] {
            guard source.isFull else {
                throw part.error("`missing` is for sources with `scope: full`", advice: "Add `scope: full`.")
            }
            source.missing = try choice(part, among: policies)
        }
        if let part = parts["interval"] { source.intervalSeconds = try seconds(part) }
        if let part = parts["mapping"] { source.mapping = try filled(part) }
        if let part = parts["timeout"] {
            guard case .command = source.input else { throw part.error("`timeout` is for sources with a `command`") }
            source.timeoutSeconds = try seconds(part)
        }
        for (key, value) in try parts["options"]?.members() ?? [] { source.options[key] = try value.text() }
        return source
    }

    private static func input(
        _ part: YAMLPart, _ parts: [String: YAMLPart]
    ) throws(ImportError) -> SyncSource.Input {
        switch (parts["command"], parts["path"]) {
        case (let command?, nil):
            guard command.isList, !command.elements().isEmpty else {
                throw command.error(
                    "`command` must be a list of a program and its arguments: it is run without a shell",
                    advice: "Write [kubectl, get, pods], or [sh, -c, \"…\"] where a shell is needed.")
            }
            var arguments: [String] = []
            for element in command.elements() { arguments.append(try element.text()) }
            guard arguments[0] != "" else { throw command.error("`command` names no program") }
            return .command(arguments)
        case (nil, let path?):
            var paths: [String] = []
            for element in path.elements() {
                let text = try filled(element)
                guard text != "-" else { throw element.error("standard input is nothing to come back to") }
                paths.append(text)
            }
            guard !paths.isEmpty else { throw path.error("`path` names nothing") }
            return .paths(paths)
        default: throw part.error("a source needs either `command` or `path`")
        }
    }

    private static func filled(_ part: YAMLPart) throws(ImportError) -> String {
        let text = try part.text()
        guard !text.isEmpty else { throw part.error("\(part.what) is empty") }
        return text
    }

    private static func format(_ part: YAMLPart) throws(ImportError) -> String {
        let format = try part.text()
        do {
            return try Importers.named(format).format
        } catch {
            throw part.error(error.message, advice: error.advice)
        }
    }

    private static func choice(_ part: YAMLPart, among choices: [String]) throws(ImportError) -> String {
        let text = try part.text()
        guard choices.contains(text) else {
            throw part.error("\(part.what) must be one of \(choices.joined(separator: ", "))")
        }
        return text
    }

    /// A number with a unit: `90s`, `15m`, `6h`, `1d`, `2w`.
    private static func seconds(_ part: YAMLPart) throws(ImportError) -> Int64 {
        let text = try part.text()
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        if let last = text.last, let unit = units[last], let number = Int64(text.dropLast()), number > 0,
            text.first?.isASCII == true, text.first != "+", number <= 1_000_000_000
        {
            return number * unit
        }
        throw part.error(
            "\(part.what) must be a number with a unit", advice: "Write 90s, 15m, 6h, 1d or 2w.")
    }
}

extension SyncSource {
    fileprivate var line: Int { position.line ?? 0 }
}
