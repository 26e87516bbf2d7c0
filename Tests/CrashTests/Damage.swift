import Foundation
import TestSupport

/// Ways in which a store's data file comes to be something else.
enum Damage: String, CaseIterable {
    case truncated, zeroedPage, swappedPages, copiedPage, randomPage, randomBytes, damagedHeader, emptyFile, folder
    case otherVersion, foreignFile, foreignPage, grown

    static let pageBytes = 4_096

    /// Damages the store in a folder. `others` are files that are no stores, and files of other stores.
    func apply(to store: String, foreign: [Data], _ random: inout SeededGenerator) throws {
        let url = URL(filePath: store + "/data.mdb")
        var bytes = try Data(contentsOf: url)
        let pages = bytes.count / Self.pageBytes
        func range(_ page: Int) -> Range<Int> { page * Self.pageBytes..<(page + 1) * Self.pageBytes }
        let one = range(random.below(pages))
        let other = range(random.below(pages))
        switch self {
        case .truncated: bytes = bytes.prefix(random.below(bytes.count))
        case .zeroedPage: bytes.replaceSubrange(one, with: Data(count: Self.pageBytes))
        case .swappedPages:
            let (first, second) = (Data(bytes[one]), Data(bytes[other]))
            bytes.replaceSubrange(one, with: second)
            bytes.replaceSubrange(other, with: first)
        case .copiedPage: bytes.replaceSubrange(one, with: Data(bytes[other]))
        case .randomPage: bytes.replaceSubrange(one, with: Data(random.bytes(Self.pageBytes)))
        case .randomBytes:
            for _ in 0..<1 + random.below(200) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
        case .damagedHeader:
            for _ in 0..<1 + random.below(4) { bytes[one.lowerBound + random.below(32)] = UInt8(random.below(256)) }
        case .emptyFile: bytes = Data()
        case .folder:
            try FileManager.default.removeItem(at: url)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
            return
        case .otherVersion:
            // LMDB's own version, in both meta pages.
            for page in 0..<2 { bytes[page * Self.pageBytes + 20] = UInt8(2 + random.below(250)) }
        case .foreignFile: bytes = random.pick(foreign)
        case .foreignPage:
            let from = random.pick(foreign.filter { $0.count >= Self.pageBytes })
            let start = random.below(from.count / Self.pageBytes) * Self.pageBytes
            bytes.replaceSubrange(one, with: from[start..<start + Self.pageBytes])
        case .grown: bytes += Data(random.bytes(1 + random.below(3 * Self.pageBytes)))
        }
        try bytes.write(to: url)
    }
}
