import Faultline
import Glibc

/// Paths with `*`, `?` and `[…]`, as a shell has them.
enum PathPattern {
    /// The paths that a pattern stands for, in the order of their bytes; a path without such characters for itself.
    ///
    /// - Throws: `import.unreadable` for a pattern that nothing matches, and a folder that cannot be read.
    static func matches(_ path: String) throws(ImportError) -> [String] {
        guard path.contains(where: { "*?[".contains($0) }) else { return [path] }
        var found = glob_t()
        defer { globfree(&found) }
        // A folder that is not there matches nothing; one that cannot be read must not pass for an empty one.
        let status = glob(path, 0, { _, fault in fault == ENOENT || fault == ENOTDIR ? 0 : 1 }, &found)
        guard status == 0 else {
            throw ImportError(
                .unreadable, status == GLOB_NOMATCH ? "nothing matches \(path)" : "\(path) cannot be read")
        }
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
