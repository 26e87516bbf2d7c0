/// The encoded values of texts that came before: a column that is not free text repeats a few.
final class EncodedTexts {
    /// More than this are forgotten, and gathering begins anew.
    private static let capacity = 4_096

    private var places = FingerprintTable(minimumCapacity: 1)
    private var values: [UnsafeRawBufferPointer?] = []

    deinit { forget() }

    /// The value of a text, from `encode` when it is new; nil when it has none. Valid until the next call.
    func value(_ text: UnsafeRawBufferPointer, encode: (String) -> [UInt8]?) -> UnsafeRawBufferPointer? {
        let key = Fingerprint(bytes: text)
        if let place = places.value(key) { return values[Int(place)] }
        if values.count == Self.capacity { forget() }
        places.set(key, UInt64(values.count))
        let value = encode(String(decoding: text, as: UTF8.self)).map { bytes in
            let kept = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            kept.copyBytes(from: bytes)
            return UnsafeRawBufferPointer(kept)
        }
        values.append(value)
        return value
    }

    private func forget() {
        for value in values { value?.deallocate() }
        values = []
        places = FingerprintTable(minimumCapacity: 1)
    }
}
