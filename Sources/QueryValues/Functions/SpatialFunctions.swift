import Glibc
import GraphModel

/// Functions of points.
enum SpatialFunctions {
    static let all: [Function] = [point, distance, distance.named("distance"), isWithinBox]

    static let point = Function.strict(
        "point", [.init("map", .map)], gives: .point,
        "A point of coordinates x, y and perhaps z, or longitude, latitude and perhaps height."
    ) { arguments, _ in
        guard case .map(let map) = arguments[0] else {
            throw QueryError.argument(of: "point", takes: "a map", not: arguments[0])
        }
        return try PointMap(map).point().map(Value.point) ?? .null
    }

    static let distance = Function.strict(
        "point.distance", [.init("from", .point), .init("to", .point)], gives: .float,
        "The distance of two points in their own unit, or in metres on the earth; null between reference systems."
    ) { arguments, _ in
        let (a, b) = (try arguments[0].point(for: "point.distance"), try arguments[1].point(for: "point.distance"))
        guard a.system == b.system else { return .null }
        switch a.system {
        case .cartesian, .cartesian3D: return .float(hypot(hypot(a.x - b.x, a.y - b.y), a.z - b.z))
        case .wgs84, .wgs84With3D: return .float(hypot(arc(a, b), a.z - b.z))
        }
    }

    static let isWithinBox = Function.strict(
        "point.withinBBox", [.init("point", .point), .init("lowerLeft", .point), .init("upperRight", .point)],
        gives: .boolean, "Whether a point lies in the box of two corners; null between reference systems."
    ) { arguments, _ in
        let points = try arguments.map { try $0.point(for: "point.withinBBox") }
        let (point, low, high) = (points[0], points[1], points[2])
        guard point.system == low.system, point.system == high.system else { return .null }
        let isGeographic = point.system == .wgs84 || point.system == .wgs84With3D
        // On the earth a box may span the 180th meridian.
        let isWithinX =
            isGeographic && low.x > high.x
            ? point.x >= low.x || point.x <= high.x : low.x <= point.x && point.x <= high.x
        return .boolean(isWithinX && low.y <= point.y && point.y <= high.y && low.z <= point.z && point.z <= high.z)
    }

    /// Along the great circle, at the mean height of both points.
    private static func arc(_ a: Point, _ b: Point) -> Double {
        let degree = Double.pi / 180
        let latitudes =
            MathematicalFunctions.haversine((a.y - b.y) * degree)
            + cos(a.y * degree) * cos(b.y * degree) * MathematicalFunctions.haversine((a.x - b.x) * degree)
        let radius = earthRadius + (a.z + b.z) / 2
        return 2 * radius * asin(min(1, latitudes.squareRoot()))
    }

    /// In metres, as other implementations of the language take it.
    private static let earthRadius = 6_378_140.0
}

/// The map that a point is made of.
private struct PointMap {
    let map: MapValue

    init(_ map: MapValue) { self.map = map }

    /// Nil when a coordinate that is given is null.
    func point() throws -> Point? {
        let isGeographic = map["longitude"] != nil || map["latitude"] != nil
        let names = isGeographic ? ["longitude", "latitude", "height"] : ["x", "y", "z"]
        var coordinates: [Double] = []
        for (index, name) in names.enumerated() {
            // The third coordinate has the same name in both forms for a geographic system given by x and y.
            guard let value = map[name] ?? (index == 2 ? map["height"] ?? map["z"] : nil) else {
                if index == 2 { break }
                throw fault("a point wants x and y, or longitude and latitude")
            }
            guard !value.isNull else { return nil }
            guard let number = value.number, number.isFinite else {
                throw fault("the coordinates of a point are finite numbers")
            }
            coordinates.append(number)
        }
        guard let system = try system(isGeographic: isGeographic, dimensions: coordinates.count) else { return nil }
        let isOnEarth = system == .wgs84 || system == .wgs84With3D
        guard !isOnEarth || -90...90 ~= coordinates[1] else { throw fault("a latitude lies between -90 and 90") }
        return Point(
            system: system, x: isOnEarth ? Self.wrapped(coordinates[0]) : coordinates[0], y: coordinates[1],
            z: coordinates.count > 2 ? coordinates[2] : 0)
    }

    /// The stated reference system, or the one that fits the coordinates; nil when it is stated as null.
    private func system(isGeographic: Bool, dimensions: Int) throws -> Point.ReferenceSystem? {
        let stated: Point.ReferenceSystem?
        switch map["crs"] ?? map["srid"] {
        case nil:
            if isGeographic { return dimensions == 3 ? .wgs84With3D : .wgs84 }
            return dimensions == 3 ? .cartesian3D : .cartesian
        case .some(.null): return nil
        case .some(.string(let name)):
            stated = Point.ReferenceSystem.allCases.first { $0.name == name.lowercased() }
        case .some(.integer(let number)):
            stated = UInt16(exactly: number).flatMap(Point.ReferenceSystem.init(rawValue:))
        default: stated = nil
        }
        guard let stated else { throw fault("there is no such reference system of points") }
        guard stated.dimensions == dimensions else {
            throw fault("\(stated.name) has \(stated.dimensions) coordinates, not \(dimensions)")
        }
        guard !isGeographic || stated == .wgs84 || stated == .wgs84With3D else {
            throw fault("\(stated.name) has no longitude and latitude")
        }
        return stated
    }

    /// A longitude between -180 and 180.
    private static func wrapped(_ longitude: Double) -> Double {
        -180...180 ~= longitude ? longitude : remainder(longitude, 360)
    }

    private func fault(_ reason: String) -> QueryError { .argument(.invalidArgumentValue, reason) }
}
