public import GraphModel
public import GraphStore

/// What one source says of one item.
public struct SourceRecord: Hashable, Sendable {
    public var source: String
    /// What identifies the item within the source.
    public var nativeID: String
    public var ciClass: String
    /// Attributes and thresholds of groups, in ascending order of keys.
    public private(set) var properties: [Property]

    init(source: String, nativeID: String, ciClass: String, properties: [Property]) {
        self.source = source
        self.nativeID = nativeID
        self.ciClass = ciClass
        self.properties = properties.sorted { $0.key < $1.key }
    }

    /// `source#nativeID`.
    public var key: String { "\(source)#\(nativeID)" }

    public subscript(key: String) -> PropertyValue? { properties.value(of: key) }

    /// Takes what the source says now. What it no longer mentions stays: many inventories are partial.
    mutating func update(_ properties: [Property]) {
        var merged = Dictionary(self.properties.map { ($0.key, $0.value) }) { $1 }
        for property in properties { merged[property.key] = property.value }
        self.properties = merged.sorted { $0.key < $1.key }.map { Property($0.key, $0.value) }
    }
}

extension SourceRecord {
    private static let version: UInt8 = 1

    /// As the property `said.<source>` keeps it, without the source.
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.byte(Self.version)
        digest.write(to: &writer)
        writer.string(nativeID)
        writer.string(ciClass)
        writer.varint(UInt64(properties.count))
        for property in properties {
            writer.string(property.key)
            writer.lengthPrefixedValue(property.value)
        }
        return writer.bytes
    }

    init(source: String, decoding bytes: [UInt8]) throws(DecodingFault) {
        self = try bytes.span.bytes.withUnsafeBytes { (bytes) throws(DecodingFault) in
            try SourceRecord(source: source, decoding: bytes)
        }
    }

    private init(source: String, decoding bytes: UnsafeRawBufferPointer) throws(DecodingFault) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == Self.version else {
            throw DecodingFault(offset: 0, reason: "a record of an unknown version")
        }
        _ = try Fingerprint(from: &reader)
        self.source = source
        nativeID = try reader.string()
        ciClass = try reader.string()
        properties = []
        for _ in 0..<(try reader.varint()) {
            let key = try reader.string()
            properties.append(Property(key, try reader.lengthPrefixedValue()))
        }
        guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the record") }
    }

    /// The sum over the properties, so that an item that states the same needs no further look.
    private var digest: Fingerprint {
        properties.reduce(Fingerprint.none) { sum, property in
            var value = ByteWriter()
            ValueCodec.encode(property.value, into: &value)
            return sum
                + value.bytes.withUnsafeBytes { Fingerprint(bytes: $0, domain: Self.digestDomain(of: property.key)) }
        }
    }

    /// What a key adds to the digest of its value; nil when it is no part of records.
    static func digestDomain(ofStated key: String) -> UInt64? {
        ReconciledProperty.isOwn(key) ? nil : digestDomain(of: key)
    }

    private static func digestDomain(of key: String) -> UInt64 { Fingerprint(key).low }

    /// The digest alone, of a record that is `nativeID`'s; nil when it is another's.
    static func digest(of nativeID: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Fingerprint? {
        var reader = ByteReader(bytes)
        guard (try? reader.byte()) == version, let digest = try? Fingerprint(from: &reader),
            let other = try? reader.lengthPrefixed(), other.elementsEqual(nativeID)
        else { return nil }
        return digest
    }
}

extension SourceRecord {
    /// Whether a property of a CI is there for reconciliation only: people look at `Provenance` instead.
    public static func isBookkeeping(_ key: String) -> Bool {
        key == ReconciledProperty.identifiers || key.hasPrefix(ReconciledProperty.recordPrefix)
    }

    /// The sources that share, or shared, a CI with another.
    public static func sharingSources(in reader: GraphReader) -> [String] {
        reader.knownPropertyKeys.filter { $0.hasPrefix(ReconciledProperty.recordPrefix) }
            .map { String($0.dropFirst(ReconciledProperty.recordPrefix.count)) }
    }
}
