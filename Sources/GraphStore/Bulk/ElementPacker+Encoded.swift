public import GraphModel
public import Schema

/// A property on its way into a packed element: text, or a value that is encoded already.
public struct EncodedProperty: BitwiseCopyable {
    public enum Form: BitwiseCopyable {
        /// The bytes are an encoded value.
        case value
        /// The bytes are the UTF-8 of a string.
        case text
        /// The bytes are the UTF-8 of the one string of a list.
        case textInList
    }

    /// The packer's number of the key.
    public var number: UInt16
    public var form: Form
    /// Kept in place by the caller.
    public var bytes: UnsafeRawBufferPointer

    public init(_ number: UInt16, _ form: Form, _ bytes: UnsafeRawBufferPointer) {
        self.number = number
        self.form = form
        self.bytes = bytes
    }
}

/// Elements whose properties are judged one by one, so that what was judged once need not be judged again.
extension ElementPacker {
    /// The encoded value of a property that the class takes whatever else a node has; nil for all others.
    public static func encoded(_ property: Property, of code: ClassCode, _ schema: CompiledSchema) -> [UInt8]? {
        encoded(property, schema.validate([property], of: code))
    }

    /// The encoded value of a property that the type takes whatever else a relationship has; nil for all others.
    public static func encoded(
        _ property: Property, of code: RelationshipTypeCode, _ schema: CompiledSchema
    ) -> [UInt8]? {
        encoded(property, schema.validate([property], of: code))
    }

    private static func encoded(_ property: Property, _ violations: [SchemaViolation]) -> [UInt8]? {
        guard property.value.rangeFault == nil, violations.allSatisfy({ $0.kind == .missingAttribute }) else {
            return nil
        }
        var writer = ByteWriter()
        ValueCodec.encode(property.value, into: &writer)
        return writer.bytes
    }

    /// Appends the packed form of properties that were judged: each by `encoded`, or text where the schema takes any.
    /// False, with nothing appended, when two have one key, one is too long or there are too many.
    public mutating func pack(_ properties: [EncodedProperty], into writer: inout ByteWriter) -> Bool {
        guard properties.count <= Limits.propertiesPerElement else { return false }
        return properties.withUnsafeBufferPointer { properties in
            block.begin()
            for index in properties.indices {
                let property = properties[index]
                // What a list adds to a string are a few bytes.
                guard property.bytes.count < Limits.propertyValueBytes - 16, block.add(property.number, at: index)
                else { return false }
            }
            block.append(properties, to: &writer)
            return true
        }
    }
}
