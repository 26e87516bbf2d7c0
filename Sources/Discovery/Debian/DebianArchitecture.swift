/// Architecture restrictions such as `[amd64 arm64]`, `[!hurd-any]` (Debian Policy 7.1).
enum DebianArchitecture {
    /// Whether a restriction lets an architecture pass. `restriction` is what stands between the brackets.
    static func restriction(_ restriction: String, admits architecture: String) -> Bool {
        var hasNegations = false
        for word in restriction.split(whereSeparator: \.isWhitespace) {
            if word.first == "!" {
                hasNegations = true
                if matches(architecture, word.dropFirst()) { return false }
            } else if matches(architecture, word) {
                return true
            }
        }
        return hasNegations
    }

    /// Whether an architecture is the named one or falls under a wildcard: `any`, `linux-any`, `any-amd64`.
    static func matches(_ architecture: String, _ pattern: Substring) -> Bool {
        if pattern == "any" || pattern == architecture { return true }
        guard let dash = pattern.firstIndex(of: "-") else { return false }
        let system = pattern[..<dash]
        let cpu = pattern[pattern.index(after: dash)...]
        let own = parts(architecture)
        return (system == "any" || system == own.system) && (cpu == "any" || cpu == own.cpu)
            && (system == "any" || cpu == "any")
    }

    /// Linux is what a name without a system means.
    private static func parts(_ architecture: String) -> (system: Substring, cpu: Substring) {
        guard let dash = architecture.firstIndex(of: "-") else { return ("linux", architecture[...]) }
        return (architecture[..<dash], architecture[architecture.index(after: dash)...])
    }
}
