/// Names of ports, which devices write out in one place and abbreviate in the other.
enum InterfaceName {
    /// The same for `GigabitEthernet1/0/1`, `Gi1/0/1` and `gigabitEthernet 1/0/1`: two letters and what is behind the
    /// letters.
    static func key(_ name: String) -> String {
        let plain = name.lowercased().filter { !$0.isWhitespace }
        let letters = plain.prefix { $0.isLetter || $0 == "-" }
        let rest = plain.dropFirst(letters.count)
        return rest.isEmpty ? plain : String(letters.prefix(2)) + rest
    }

    /// Whether the name is that of an end of a cable between a host and its containers or virtual machines, which come
    /// and go with these.
    static func isPlumbing(_ name: String) -> Bool {
        ["veth", "cali", "lxc", "vnet", "tap", "ifb", "dummy", "fwbr", "fwpr", "fwln"].contains { name.hasPrefix($0) }
    }
}
