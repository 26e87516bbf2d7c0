import Discovery
import Foundation
import GraphModel

/// Every importer that has no target of its own: the first byte chooses the format, the rest is its input. The pieces in
/// which it comes make no difference, and what is read can be stored.
struct ImporterTarget: FuzzTarget {
    static let name = "importer"

    static func seeds(_ repository: URL) throws -> [[UInt8]] {
        let folder = repository.appending(path: "Tests/DiscoveryTests")
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL } ?? []
        return files.filter { $0.pathComponents.contains("Fixtures") }.sorted { $0.path < $1.path }.compactMap { file in
            guard let bytes = try? Data(contentsOf: file), bytes.count < 16 << 10 else { return nil }
            let input = ImportInput(name: file.lastPathComponent, bytes: [UInt8](bytes))
            guard let importer = try? Importers.recognising(input),
                let number = Importers.all.firstIndex(where: { $0 == importer })
            else { return nil }
            return [UInt8(number)] + bytes
        }
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        guard let choice = input.first else { return }
        let importers = Importers.all
        let importer: any Importer.Type = importers[Int(choice) % importers.count]
        try check(importer, Array(input.dropFirst()), plant)
    }

    private func check<I: Importer>(_ type: I.Type, _ bytes: [UInt8], _ plant: Plant) throws {
        let reading = Reading(try I(options: ImporterOptions()), bytes)
        let pieces = Reading(try I(options: ImporterOptions()), plant.through(bytes), chunk: 1 + bytes.count % 61)
        try hold(pieces == reading, "pieces make a difference to \(type.format)")
        try reading.checkRanges()
    }
}
