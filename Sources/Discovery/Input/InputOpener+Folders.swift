import Glibc
public import GraphModel

extension InputOpener {
    /// The files that paths stand for: a folder for those in it and in the folders below, in the order of their names'
    /// bytes. Hidden files are left out, and links to folders are not followed.
    ///
    /// - Throws: `import.unreadable` for a path that does not exist, or a folder without files; `import.limit` for
    ///   folders nested deeper than `Limits.documentNesting`.
    public func files(_ paths: [String]) throws(ImportError) -> [String] {
        var files: [String] = []
        for path in paths {
            guard path != "-", try Self.isFolder(path, followsLinks: true) else {
                files.append(path)
                continue
            }
            let found = try Self.files(inFolder: path)
            guard !found.isEmpty else { throw ImportError(.unreadable, "the folder \(path) has no files") }
            files += found
        }
        return files
    }

    private static func files(inFolder folder: String) throws(ImportError) -> [String] {
        var files: [String] = []
        var open = [(path: folder, depth: 1)]
        while let next = open.popLast() {
            guard next.depth <= Limits.documentNesting else {
                throw ImportError(.limit, "\(next.path) lies deeper than \(Limits.documentNesting) folders")
            }
            for name in try entries(of: next.path) {
                let path = next.path.hasSuffix("/") ? next.path + name : "\(next.path)/\(name)"
                if try isFolder(path, followsLinks: false) {
                    open.append((path, next.depth + 1))
                } else if try !isFolder(path, followsLinks: true) {
                    files.append(path)
                }
            }
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func entries(of folder: String) throws(ImportError) -> [String] {
        guard let stream = opendir(folder) else {
            throw ImportError(.unreadable, "\(folder) cannot be read: \(FileDescriptor.lastError)")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func isFolder(_ path: String, followsLinks: Bool) throws(ImportError) -> Bool {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
            throw ImportError(.unreadable, "\(path) cannot be read: \(FileDescriptor.lastError)")
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }
}
