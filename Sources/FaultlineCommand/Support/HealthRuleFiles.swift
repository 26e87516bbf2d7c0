import Faultline
import Foundation

/// The documents that `--rules` names.
enum HealthRuleFiles {
    /// The files in the order given, those of a folder by name.
    ///
    /// - Throws: `command.file` for what cannot be read, and for a folder without rules.
    static func read(_ paths: [String]) throws -> [SchemaDocument] {
        try paths.flatMap(files).map { try SchemaFiles.read($0) }
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw CommandError(.file, "\(path) cannot be read: \(error.localizedDescription)")
        }
        let rules = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
        guard !rules.isEmpty else {
            throw CommandError(.file, "there are no files *.yaml or *.yml in \(path)")
        }
        return rules.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }
}
