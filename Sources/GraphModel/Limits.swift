/// Every limit of the graph model in one place, with its unit in its name.
public enum Limits {
    /// Longest name of a label, relationship type, property key, index or constraint.
    public static let nameBytes = 256
    /// Largest encoded property value.
    public static let propertyValueBytes = 16 << 20
    /// Most properties of one element.
    public static let propertiesPerElement = 4_096
    /// Most labels of one node.
    public static let labelsPerNode = 256
    /// Most elements of one list value.
    public static let listElements = 1 << 20
    /// Largest identity of an element: 40 bits.
    public static let identity: UInt64 = (1 << 40) - 1
    /// Most members of one index or constraint.
    public static let propertiesPerIndex = 16
    /// Deepest nesting of any document that an importer or the schema reads.
    public static let documentNesting = 200
    /// Largest distance of a date's year from year 0.
    public static let yearMagnitude: Int64 = 999_999_999
    /// Largest distance of a zone's offset from UTC.
    public static let zoneOffsetSeconds: Int32 = 18 * 3_600
    /// Longest name of a time zone.
    public static let zoneNameBytes = 64
}
