internal import Glibc

/// Flips one bit of a file, asks for a verdict, flips it back, again and again, for probes that a flipped bit may end.
public enum FlippedBits {
    /// Says which bit is flipped, then the verdict. Leaves out the first flips that `PROBE_SKIP` counts: an earlier run
    /// of the probe did them, or died of the last.
    public static func run(on path: String, seed: UInt64, numbers: Int, verdict: () -> String) {
        let skipped = getenv("PROBE_SKIP").flatMap { Int(String(cString: $0)) } ?? 0
        let file = open(path, O_RDWR)
        guard file >= 0 else { exit(4) }
        let size = Int(lseek(file, 0, SEEK_END))
        var random = SeededGenerator(seed: seed)
        for number in 0..<numbers {
            let offset = random.below(size)
            let mask = UInt8(1 << random.below(8))
            guard number >= skipped else { continue }
            say("flip \(number) byte \(offset)")
            var byte: UInt8 = 0
            guard pread(file, &byte, 1, off_t(offset)) == 1 else { exit(4) }
            var damaged = byte ^ mask
            guard pwrite(file, &damaged, 1, off_t(offset)) == 1 else { exit(4) }
            let verdict = verdict()
            guard pwrite(file, &byte, 1, off_t(offset)) == 1 else { exit(4) }
            say("verdict \(verdict)")
        }
    }
}
