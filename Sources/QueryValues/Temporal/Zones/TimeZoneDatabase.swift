internal import Glibc
internal import GraphModel
internal import Synchronization

/// The zones of the IANA database, read from the system's compiled files once each.
enum TimeZoneDatabase {
    private static let folder = "/usr/share/zoneinfo/"
    /// The largest compiled zones have 4 KiB.
    private static let fileBytes = 64 << 10
    private static let known = Mutex<[String: TimeZoneRules]>([:])

    /// The rules of a zone by its IANA name. Throws `query.invalidArgumentValue` when there is no such zone.
    ///
    /// Cost: one lookup under a lock; the first time also the reading of one small file.
    static func rules(_ name: String) throws -> TimeZoneRules {
        if let rules = known.withLock({ $0[name] }) { return rules }
        guard let rules = read(MergedTimeZones.main[name] ?? name) else {
            throw QueryError(
                .invalidArgumentValue, .argument, .runtime, "There is no time zone of the name \(name).",
                advice: "Use an offset such as +01:00 or an IANA name such as Europe/Zurich. "
                    + "Names need the system's time zone database (the package tzdata).")
        }
        return known.withLock { cache in
            cache[name] = rules
            return rules
        }
    }

    private static func read(_ name: String) -> TimeZoneRules? {
        // What begins otherwise are other kinds of files, and copies that count leap seconds.
        guard CivilCalendar.isZoneName(name), let first = name.utf8.first,
            UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first
        else { return nil }
        guard let file = fopen(folder + name, "rb") else {
            return name == "UTC" ? TimeZoneRules(changes: [], offsets: [0], yearly: nil) : nil
        }
        defer { fclose(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: fileBytes) { buffer, count in
            count = fread(buffer.baseAddress, 1, fileBytes, file)
        }
        return TimeZoneFile.rules(bytes)
    }
}
