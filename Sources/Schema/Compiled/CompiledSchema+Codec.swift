import GraphModel

extension CompiledSchema {
    /// The schema as bytes, for a store to keep beside the documents.
    public func encode() -> [UInt8] {
        SchemaEncoder.encode(
            SchemaContent(
                versions: versions, classes: classes, relationshipTypes: relationshipTypes,
                reconciliation: reconciliation))
    }

    /// Reads what `encode` wrote, in this release or in those before it. Throws `schema.damaged` for anything else, the
    /// form of a later release included: the caller then compiles the documents again.
    public convenience init(decoding bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        self.init(try Self.content(of: bytes).get())
    }

    /// As above, for bytes in an array.
    public convenience init(decoding bytes: [UInt8]) throws(SchemaError) {
        self.init(try bytes.withUnsafeBytes { Self.content(of: $0) }.get())
    }

    private static func content(of bytes: UnsafeRawBufferPointer) -> Result<SchemaContent, SchemaError> {
        do throws(DecodingFault) {
            return .success(try SchemaDecoder.decode(bytes))
        } catch {
            let violation = SchemaViolation(
                .damaged, "the compiled schema cannot be read: \(error.reason) at byte \(error.offset)",
                advice: "It is made again from the schema's documents.")
            return .failure(SchemaError(violation))
        }
    }
}
