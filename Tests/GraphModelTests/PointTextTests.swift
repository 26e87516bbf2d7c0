import GraphModel
import TestSupport
import Testing

@Suite struct PointTextTests {
    @Test(arguments: [
        ("cartesian", Point.ReferenceSystem.cartesian, 7_203, 2), ("cartesian-3d", .cartesian3D, 9_157, 3),
        ("wgs-84", .wgs84, 4_326, 2), ("wgs-84-3d", .wgs84With3D, 4_979, 3),
    ])
    func systemsHaveTheirNamesAndCodes(name: String, system: Point.ReferenceSystem, code: UInt16, dimensions: Int) {
        #expect(system.name == name)
        #expect(system.rawValue == code)
        #expect(system.dimensions == dimensions)
        let coordinates = ["-1.5", "2.25", "1e+100"].prefix(dimensions).joined(separator: ", ")
        let point = Point(system: system, x: -1.5, y: 2.25, z: dimensions == 3 ? 1e100 : 0)
        #expect(Point("point(\(name), \(coordinates))") == point)
        #expect(point.description == "point(\(name), \(coordinates))")
        // One coordinate too many or too few.
        #expect(Point("point(\(name), \(coordinates), 0)") == nil)
        #expect(Point("point(\(name), 1" + (dimensions == 3 ? ", 1)" : ")")) == nil)
    }

    @Test(arguments: Seeds.first(10))
    func finiteCoordinatesReadBackExactly(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let coordinates = (0..<3).map { _ in Double(bitPattern: random.next()) }.map { $0.isFinite ? $0 : 0.1 }
            let point = Point(system: .wgs84With3D, x: coordinates[0], y: coordinates[1], z: coordinates[2])
            let read = Point(point.description)
            #expect(read?.x.bitPattern == point.x.bitPattern)
            #expect(read?.y.bitPattern == point.y.bitPattern)
            #expect(read?.z.bitPattern == point.z.bitPattern)
        }
    }

    @Test(arguments: [
        "", "point", "point(", "point)", "point()", "point(wgs-84)", "point(wgs-84,)", "point(wgs-84,,)",
        "point(wgs-84, 1,)", "point(wgs-84, 1, 2", "(wgs-84, 1, 2)", "Point(wgs-84, 1, 2)", "point(WGS-84, 1, 2)",
        "point(wgs-84, 1, 2) ", " point(wgs-84, 1, 2)", "point(wgs-84, nan, 2)", "point(wgs-84, 1, -inf)",
        "point(wgs-84, 1, 1e999)", "point(wgs-84, 1 2)", "point(wgs-84; 1; 2)", "point(wgs-84, 1, 2 )",
        "point(, 1, 2)", "point(4326, 1, 2)", "point(wgs-84, 1, 2)\u{301}", "point(wgs-84, 1, ٢)",
    ])
    func isNotAPoint(text: String) {
        #expect(Point(text) == nil)
    }
}
