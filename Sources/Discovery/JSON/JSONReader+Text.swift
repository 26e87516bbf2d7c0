extension JSONReader {
    /// Whether the last key that was read is this one. Allocates nothing.
    @inline(__always)
    public func keyIs(_ name: StaticString) -> Bool {
        withKeyBytes { Self.equal($0, name) }
    }

    /// Whether the current string is this one. Allocates nothing.
    public func stringIs(_ value: StaticString) -> Bool {
        withStringBytes { Self.equal($0, value) }
    }

    /// The last key that was read, until the next call of `next`.
    public var keyText: String { withKeyBytes { String(decoding: $0, as: UTF8.self) } }

    /// The current string, without quotes and escapes.
    public var stringText: String { withStringBytes { String(decoding: $0, as: UTF8.self) } }

    /// The value of the current number.
    public var number: JSONNumber { withStringBytes { JSONNumberText.value($0) } }

    /// The last key's UTF-8, valid inside `body`.
    @inline(__always)
    public func withKeyBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        if key.isDecoded { return keyScratch.withUnsafeBufferPointer(body) }
        return body(UnsafeBufferPointer(start: window.base + key.start, count: key.end - key.start))
    }

    /// The UTF-8 of the current string, or the text of the current number, valid inside `body`.
    @inline(__always)
    public func withStringBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        if text.isDecoded { return textScratch.withUnsafeBufferPointer(body) }
        return body(UnsafeBufferPointer(start: window.base + text.start, count: text.end - text.start))
    }

    @inline(__always)
    private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        let other = text.utf8Start
        for index in 0..<bytes.count where bytes[index] != other[index] { return false }
        return true
    }
}
