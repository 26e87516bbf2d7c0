/// A place in one of the four coordinate reference systems of the query language.
public struct Point: Hashable, Sendable {
    /// The reference systems, with the identifiers that the EPSG and openCypher documentation give them.
    public enum ReferenceSystem: UInt16, Hashable, Sendable, CaseIterable {
        case cartesian = 7203
        case cartesian3D = 9157
        /// Longitude and latitude in degrees.
        case wgs84 = 4326
        /// Longitude, latitude in degrees, and height in metres.
        case wgs84With3D = 4979

        public var dimensions: Int { self == .cartesian || self == .wgs84 ? 2 : 3 }
    }

    public var system: ReferenceSystem
    public var x: Double
    public var y: Double
    /// 0 in the systems of two dimensions.
    public var z: Double

    public init(system: ReferenceSystem, x: Double, y: Double, z: Double = 0) {
        self.system = system
        self.x = x
        self.y = y
        self.z = z
    }
}
