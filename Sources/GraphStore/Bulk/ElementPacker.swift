public import GraphModel
public import Schema

/// Checks and encodes the properties of elements on any thread, ahead of the writer.
///
/// The packed form is that of stored properties with one difference: keys have the packer's numbers, which the writer
/// turns into the store's (`GraphWriter.declare(packedKeys:)`) unless they are the same, as those of a packer that
/// began with the store's keys mostly are. What a packer takes is sound: the schema that it was
/// made with allows it, and a store can hold it. What it refuses goes to the writer as a delta, which says why.
public struct ElementPacker {
    private let schema: CompiledSchema
    private var numbers = NameTable()
    var block = PropertyBlockBuilder()

    /// - Parameters:
    ///   - schema: that of the writer which will take what is packed.
    ///   - keys: the writer's `propertyKeys`, so that it can take packed properties as they are.
    public init(schema: CompiledSchema, keys: [String] = []) {
        self.schema = schema
        for key in keys { _ = numbers.add(key) }
    }

    /// The names of the keys known so far, by number.
    public var keys: [String] { numbers.names }

    /// How many keys are known so far.
    public var keyCount: Int { numbers.count }

    /// Appends the packed properties of a node of a class; false, with nothing appended, when they are not sound.
    public mutating func pack(_ properties: [Property], of code: ClassCode, into writer: inout ByteWriter) -> Bool {
        guard schema.validate(properties, of: code).isEmpty else { return false }
        return pack(properties, into: &writer)
    }

    /// Appends the packed properties of a relationship of a type; false, with nothing appended, when they are not
    /// sound.
    public mutating func pack(
        _ properties: [Property], of code: RelationshipTypeCode, into writer: inout ByteWriter
    ) -> Bool {
        guard schema.validate(properties, of: code).isEmpty else { return false }
        return pack(properties, into: &writer)
    }

    private mutating func pack(_ properties: [Property], into writer: inout ByteWriter) -> Bool {
        guard properties.count <= Limits.propertiesPerElement else { return false }
        block.begin()
        for index in properties.indices {
            guard properties[index].value.rangeFault == nil, let number = number(of: properties[index].key),
                block.add(number, at: index)
            else { return false }
        }
        block.build(properties)
        writer.bytes.append(contentsOf: block.writer.bytes)
        return true
    }

    /// The packer's number of a key; nil when it is no name, or there are too many.
    public mutating func number(of key: String) -> UInt16? {
        if let known = numbers.token(key) { return known }
        return Names.isValid(key) ? numbers.add(key) : nil
    }
}

/// Properties that an `ElementPacker` encoded, decoded again.
public enum PackedProperties {
    /// Hands out the packer's number of each key and the encoded value, ascending by number.
    public static func forEach(
        _ bytes: UnsafeRawBufferPointer, _ body: (_ number: UInt16, _ value: UnsafeRawBufferPointer) -> Void
    ) {
        do throws(DecodingFault) {
            var cursor = try PropertyBlock.Cursor(PropertyBlock(bytes))
            while let entry = try cursor.next() { body(entry.token, entry.value) }
        } catch {
            preconditionFailure("packed properties are not what a packer wrote: \(error.reason)")
        }
    }

    /// - Parameter keys: the packer's, by number.
    public static func decode(_ bytes: UnsafeRawBufferPointer, keys: [String]) -> [Property] {
        do throws(DecodingFault) {
            var result: [Property] = []
            var cursor = try PropertyBlock.Cursor(PropertyBlock(bytes))
            while let entry = try cursor.next() {
                result.append(Property(keys[Int(entry.token)], try ValueCodec.decode(entry.value)))
            }
            return result
        } catch {
            preconditionFailure("packed properties are not what a packer wrote: \(error.reason)")
        }
    }
}
