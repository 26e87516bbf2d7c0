/// A checksum as bills of materials state it, in one spelling.
enum StatedHash {
    private static let strongestFirst = [
        "SHA-512", "SHA3-512", "BLAKE2B-512", "SHA-384", "SHA3-384", "BLAKE2B-384", "SHA-256", "SHA3-256",
        "BLAKE2B-256", "BLAKE3", "SHA-1", "MD5",
    ]

    /// `ALGORITHM:HEX` of the strongest algorithm; nil when none of them is known.
    static func strongest(_ hashes: [(algorithm: String?, value: String?)]) -> String? {
        var best: (rank: Int, text: String)?
        for hash in hashes {
            guard let algorithm = hash.algorithm.map(spelled), let rank = strongestFirst.firstIndex(of: algorithm),
                let value = hash.value?.lowercased(), value.utf8.count >= 32, value.allSatisfy(\.isHexDigit)
            else { continue }
            if best.map({ rank < $0.rank }) ?? true { best = (rank, "\(algorithm):\(value)") }
        }
        return best?.text
    }

    /// `sha256`, `SHA256`, `SHA-256` and `sha3_256` are written in the spelling of the standards.
    private static func spelled(_ algorithm: String) -> String {
        let name = algorithm.uppercased().replacing("_", with: "-")
        guard name.hasPrefix("SHA"), let size = name.dropFirst(3).first, size != "-", size != "3" || name.count == 6
        else { return name }
        return "SHA-" + name.dropFirst(3)
    }
}
