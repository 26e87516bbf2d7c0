internal import Foundation
internal import GraphModel

/// A feature file as it is on disk.
public struct FeatureFile: Hashable, Sendable {
    public var path: String
    /// What the report counts it under: its folder below the one that was named.
    public var folder: String
    public var bytes: [UInt8]

    public init(path: String, folder: String, bytes: [UInt8]) {
        self.path = path
        self.folder = folder
        self.bytes = bytes
    }

    /// The files that are named, and those with the extension `feature` anywhere in the folders that are named, in the
    /// order of their paths; each file once.
    ///
    /// - Throws: `ConformanceError` for a path that leads nowhere, or to a file that cannot be read.
    public static func load(_ paths: [String]) throws -> [FeatureFile] {
        var files: [FeatureFile] = []
        var seen: Set<String> = []
        for path in paths {
            for (file, folder) in try Self.files(at: path) {
                let place = URL(filePath: file).standardizedFileURL.path
                guard seen.insert(place).inserted else { continue }
                guard let data = FileManager.default.contents(atPath: file) else {
                    throw ConformanceError("cannot be read", at: SourcePosition(file: file))
                }
                files.append(FeatureFile(path: file, folder: folder, bytes: Array(data)))
            }
        }
        return files
    }

    private static func files(at path: String) throws -> [(path: String, folder: String)] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ConformanceError("no such file or folder", at: SourcePosition(file: path))
        }
        guard isFolder.boolValue else {
            return [(path, URL(filePath: path).deletingLastPathComponent().lastPathComponent)]
        }
        let root = path.hasSuffix("/") ? path : path + "/"
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".feature") }.sorted().map { name in
            let folder = name.split(separator: "/").dropLast().joined(separator: "/")
            return (root + name, folder.isEmpty ? URL(filePath: path).lastPathComponent : folder)
        }
    }
}
