import Foundation
import GraphModel
import TestSupport

@testable import Topology

/// Topology files. The input is a list of damages to the file of a small estate, or, behind the byte 255, a file.
///
/// A damaged file is refused when it is opened or when something needs a damaged part; what answers all the same,
/// answers as the sound file does. A file whose header was given a right checksum again, which no damage does, is
/// opened without reading outside the file, or refused.
struct TopologyTarget: FuzzTarget {
    static let name = "topology"

    private let sound: [UInt8]
    private let verdicts: [UInt8]
    private let walks: [UInt8]
    private let file: ScratchFile

    static func seeds(_ repository: URL) -> [[UInt8]] {
        [
            [], [255] + TopologyFileHeader.magic, [0, 1, 16, 0, 1], [1, 3, 0, 32], [2, 1, 2], [3, 5], [4, 9],
            [5, 36, 0, 0, 9], [5, 84, 0, 0, 1], [0, 36, 0, 0, 1],
        ]
    }

    init() throws {
        let folder = try temporaryFolder()
        let built = try TopologySample.topology()
        try built.save(to: folder.path("topology"))
        sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("topology"))))
        verdicts = TopologySample.verdicts(try Propagation(built))
        walks = TopologySample.walks(try Reachability(built))
        file = try ScratchFile()
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        var damage = TopologyDamage(sound)
        if input.first == 255 { damage.bytes = Array(input.dropFirst()) } else { damage.apply(input) }
        try file.replace(by: damage.bytes)
        guard let topology = try? Topology(mapping: file.path) else { return }
        guard !damage.isHealed else {
            if (try? topology.verifyChecksums()) != nil { _ = (topology.classNames, topology.typeNames) }
            return
        }
        if let propagation = try? Propagation(topology) {
            try hold(plant.through(TopologySample.verdicts(propagation)) == verdicts, "silently wrong verdicts")
        }
        if let reachability = try? Reachability(topology) {
            try hold(plant.through(TopologySample.walks(reachability)) == walks, "silently wrong walks")
        }
        guard (try? topology.verifyChecksums()) != nil else { return }
        try topology.checkInvariants()
        try hold(topology.classNames == TopologySample.classes, "silently wrong names of classes")
    }
}
