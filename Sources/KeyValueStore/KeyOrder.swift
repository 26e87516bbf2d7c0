internal import Glibc

/// The order of LMDB's keys: bytes, then length. Negative, zero or positive.
func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    if let leftStart = left.baseAddress, let rightStart = right.baseAddress {
        let order = memcmp(leftStart, rightStart, min(left.count, right.count))
        if order != 0 { return Int(order) }
    }
    return left.count - right.count
}

func hasPrefix(_ key: UnsafeRawBufferPointer, _ prefix: UnsafeRawBufferPointer) -> Bool {
    guard key.count >= prefix.count else { return false }
    return compare(UnsafeRawBufferPointer(rebasing: key[..<prefix.count]), prefix) == 0
}
