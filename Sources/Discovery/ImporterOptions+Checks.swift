import GraphModel

extension ImporterOptions {
    /// Refuses a mapping file that the format has no use for.
    func requireNoMapping(format: String) throws(ImportError) {
        guard mapping == nil else {
            throw ImportError(.badMapping, "the format \(format) takes no mapping file")
        }
    }

    /// Refuses options that the format does not know.
    func requireKnown(_ known: [String], format: String) throws(ImportError) {
        guard let unknown = values.keys.sorted().first(where: { !known.contains($0) }) else { return }
        let list = known.isEmpty ? "It has none." : "It has: \(known.joined(separator: ", "))."
        throw ImportError(.badMapping, "the format \(format) has no option `\(unknown)`", advice: list)
    }

    /// What an option that names an instance (a cluster, a site) puts before each native id; nothing without it.
    func prefix(_ name: String) throws(ImportError) -> String {
        guard let value = values[name] else { return "" }
        guard !value.isEmpty else { throw ImportError(.badMapping, "the option \(name) is empty") }
        return value + ":"
    }
}
