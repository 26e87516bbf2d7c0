internal import Glibc

/// Makes the files that a power cut could have left, and looks what a store opened on them says.
///
/// At the cut, everything flushed is on disk; of each write since, any subset of its 512-byte sectors.
public struct PowerCutReplay {
    static let sectorBytes = 512

    let folder: String
    let events: [PowerCutTrace.Event]
    /// What the store in the folder stands at, or nil when it is not exactly at one of the load's states.
    let state: () -> Int?
    private var durable: [UInt8]
    private var pending: [(offset: Int, bytes: [UInt8])] = []
    private var acknowledged = 0

    /// - Parameters:
    ///   - folder: the store folder whose data file is made.
    ///   - trace: the path of what strace recorded.
    ///   - initial: the path of the data file as it was before.
    ///   - state: the number of the last thing that the store in the folder has, of those that the trace acknowledges.
    public init?(folder: String, trace: String, initial: String, state: @escaping () -> Int?) {
        guard let text = Self.contents(trace), let file = Self.contents(initial) else { return nil }
        self.folder = folder
        self.state = state
        events = PowerCutTrace(lines: String(decoding: text, as: UTF8.self).split(separator: "\n")).events
        durable = file
    }

    /// Replays the run, with `images` cuts spread over it, and says what became of each.
    public mutating func run(images: Int, seed: UInt64) {
        say("events \(events.count)")
        var random = SeededGenerator(seed: seed)
        var cuts = [Int](repeating: 0, count: events.count + 1)
        for _ in 0..<images { cuts[random.below(cuts.count)] += 1 }
        for index in 0...events.count {
            for _ in 0..<cuts[index] { cut(&random) }
            if index < events.count { apply(events[index]) }
        }
    }

    private mutating func apply(_ event: PowerCutTrace.Event) {
        switch event {
        case .write(let offset, let bytes, isSynchronous: true):
            Self.write(bytes[...], at: offset, into: &durable)
        case .write(let offset, let bytes, isSynchronous: false):
            pending.append((offset, bytes))
        case .flush:
            for write in pending { Self.write(write.bytes[...], at: write.offset, into: &durable) }
            pending = []
        case .acknowledge(let number):
            acknowledged = number
        }
    }

    private func cut(_ random: inout SeededGenerator) {
        var image = durable
        let percent = random.pick([0, 10, 50, 90, 100])
        for write in pending {
            for start in stride(from: 0, to: write.bytes.count, by: Self.sectorBytes) where random.chance(percent) {
                let sector = write.bytes[start..<min(start + Self.sectorBytes, write.bytes.count)]
                Self.write(sector, at: write.offset + start, into: &image)
            }
        }
        let file = open(folder + "/data.mdb", O_WRONLY | O_TRUNC | O_CREAT, 0o600)
        guard file >= 0, Glibc.write(file, image, image.count) == image.count, close(file) == 0 else { exit(4) }
        let state = state()
        // One step more than was acknowledged may be in: the one that the cut met.
        let isWhole = state.map { acknowledged...acknowledged + 1 ~= $0 } ?? false
        say(isWhole ? "image whole" : state == nil ? "image damaged" : "image lost")
    }

    /// Copies memory, for tests run without optimisation.
    private static func write(_ bytes: ArraySlice<UInt8>, at offset: Int, into image: inout [UInt8]) {
        if image.count < offset + bytes.count {
            image += [UInt8](repeating: 0, count: offset + bytes.count - image.count)
        }
        image.withUnsafeMutableBytes { image in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: image[offset...]).copyMemory(from: $0) }
        }
    }

    private static func contents(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
        return pread(file, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
    }
}
