import Foundation

/// Files beside the tests of an importer.
enum Fixtures {
    /// - Parameter path: Below `Tests/DiscoveryTests`, such as `Docker/Fixtures/inspect.json`.
    static func text(_ path: String) throws -> String { try RepositoryFiles.text("Tests/DiscoveryTests/\(path)") }

    /// All fixtures of all importers, with their paths, ascending.
    static func all() throws -> [(path: String, bytes: [UInt8])] {
        let root = URL(fileURLWithPath: "\(RepositoryFiles.root)/Tests/DiscoveryTests")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { path in
            var isFolder: ObjCBool = false
            return path.contains("/Fixtures/")
                && FileManager.default.fileExists(
                    atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        return try paths.sorted().map { path in
            (path, Array(try Data(contentsOf: root.appendingPathComponent(path)).prefix(64 << 10)))
        }
    }
}
