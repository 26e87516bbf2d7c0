extension Point: LosslessStringConvertible {
    /// `point(wgs-84, 8.54, 47.37)`: the reference system, then its coordinates.
    public var description: String {
        let height = system.dimensions == 3 ? ", \(z)" : ""
        return "point(\(system.name), \(x), \(y)\(height))"
    }

    /// What `description` gives, with any blanks after commas. Coordinates are finite.
    public init?(_ text: String) {
        guard text.hasPrefix("point("), text.hasSuffix(")") else { return nil }
        let parts = text.dropFirst("point(".count).dropLast().split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }
        guard let system = ReferenceSystem.allCases.first(where: { $0.name == parts[0] }),
            parts.count == system.dimensions + 1
        else { return nil }
        let coordinates = parts.dropFirst().compactMap { Double($0) }.filter(\.isFinite)
        guard coordinates.count == system.dimensions else { return nil }
        self.init(
            system: system, x: coordinates[0], y: coordinates[1], z: system.dimensions == 3 ? coordinates[2] : 0)
    }
}

extension Point.ReferenceSystem {
    /// The name that openCypher uses.
    public var name: String {
        switch self {
        case .cartesian: "cartesian"
        case .cartesian3D: "cartesian-3d"
        case .wgs84: "wgs-84"
        case .wgs84With3D: "wgs-84-3d"
        }
    }
}
