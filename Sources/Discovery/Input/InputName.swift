/// What the name of an input tells, where files are named after the machine that they are of.
enum InputName {
    /// The last part of a path without endings of compressed files and those given; nil for standard input.
    static func stem(_ path: String, without endings: [String]) -> String? {
        guard path != "-", var name = path.split(separator: "/").last else { return nil }
        for ending in [".gz", ".xz", ".lz4", ".zst"] + endings where name.hasSuffix(ending) && name.count > ending.count
        {
            name = name.dropLast(ending.count)
        }
        return String(name)
    }
}
