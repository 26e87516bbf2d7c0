internal import Foundation
internal import GraphModel

/// The graphs that scenarios name: `graphs/NAME/NAME.cypher` beside the folder of the features.
public struct NamedGraphs: Sendable {
    private let script: @Sendable (_ name: String, _ feature: String) throws -> String

    /// From a function that gives the text of a graph's script, for a feature file's path.
    public init(script: @escaping @Sendable (_ name: String, _ feature: String) throws -> String) {
        self.script = script
    }

    /// From the file system: the nearest folder `graphs` in the folders above a feature file that has the graph.
    public static let files = NamedGraphs { name, feature in
        let place = "graphs/\(name)/\(name).cypher"
        var folder = URL(filePath: feature).standardizedFileURL.deletingLastPathComponent()
        while true {
            let file = folder.appending(path: place)
            if FileManager.default.fileExists(atPath: file.path) {
                return try String(contentsOf: file, encoding: .utf8)
            }
            guard folder.path != "/" else { break }
            folder.deleteLastPathComponent()
        }
        throw ConformanceError("no \(place) in the folders above", at: SourcePosition(file: feature))
    }

    /// The statements that create a graph.
    ///
    /// - Throws: `ConformanceError` when there is no such graph.
    public func statements(_ name: String, for feature: String) throws -> [String] {
        Script.statements(of: try script(name, feature))
    }
}
