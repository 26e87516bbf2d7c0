internal import Glibc

/// How often each harness does its work: a commit's share in every test run, ten and more times as much with
/// `FAULTLINE_CRASH=long` in the environment (`make crash-long`). The counts of docs/durability.md.
public enum Effort {
    /// Points at which a process is killed.
    public static let kills = count(300, 3_000)
    /// Points at which each command of the program is killed.
    public static let commandKills = count(4, 100)
    /// Images of a power cut, of the key-value store and of the graph store each.
    public static let images = count(2_000, 50_000)
    /// Images of each control.
    public static let controlImages = count(300, 3_000)
    /// The Nth system call fails, for N from 1 to this, of each fault, once and from then on.
    public static let failingCalls = count(60, 1_000)
    /// Disks that fill, of each file system, and maps that fill.
    public static let fullDisks = count(1, 20)
    /// Bits that are flipped, in files of the key-value store and of the graph store each.
    public static let flips = count(500, 20_000)
    /// Damaged files.
    public static let damages = count(60, 2_000)
    /// Backups taken while others write.
    public static let backups = count(3, 50)
    /// Snapshots held while others write.
    public static let pins = count(20, 1_000)
    /// Turns of each of two processes that want to write.
    public static let turns = count(40, 1_000)
    /// Transactions of a concurrent history.
    public static let transactions = count(20_000, 500_000)
    /// Stores compared with a plain graph, of about 1,000 operations each.
    public static let graphs = count(200, 5_000)

    /// Random graphs on which queries are compared with a naive interpreter, reading and writing ones each.
    public static let queryGraphs = count(2_000, 100_000)
    /// Random queries of which each variant must give the same rows.
    public static let queryVariants = count(500, 50_000)

    /// Logs replayed into a store of their own.
    public static let logs = count(20, 500)

    public static let isLong = getenv("FAULTLINE_CRASH").map { String(cString: $0) } == "long"

    private static func count(_ usual: Int, _ long: Int) -> Int { isLong ? long : usual }
}
