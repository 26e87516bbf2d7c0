internal import CHardware

/// CRC-32C.
func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    bytes.baseAddress.map { faultline_crc32c(0, $0, bytes.count) } ?? 0
}

/// The checksums of the pages of a section.
enum PageChecksums {
    static let pageShift = 12
    static let pageBytes = 1 << pageShift

    /// How many pages so many bytes take.
    static func pages(_ bytes: Int) -> Int { (bytes + pageBytes - 1) >> pageShift }

    /// The checksum of each page; of the last one, of the bytes that it has.
    static func of(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
        var sums = [UInt32](repeating: 0, count: pages(bytes.count))
        guard let base = bytes.baseAddress else { return sums }
        let whole = bytes.count >> pageShift
        sums.withUnsafeMutableBufferPointer { sums in
            if let sums = sums.baseAddress { faultline_block_crc32c(base, pageBytes, whole, sums) }
        }
        if whole < sums.count {
            sums[whole] = checksum(UnsafeRawBufferPointer(rebasing: bytes[(whole << pageShift)...]))
        }
        return sums
    }
}
