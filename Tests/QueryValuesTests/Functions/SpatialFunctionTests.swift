import GraphModel
import QueryValues
import Testing

@Suite("Functions of points")
struct SpatialFunctionTests {
    static let wrong = "ArgumentError invalidArgumentValue"

    static let construction: [Call] = [
        Call("point", [["x": 1, "y": 2.5]], "point(cartesian, 1.0, 2.5)"),
        Call("point", [["x": 1, "y": 2, "z": 3]], "point(cartesian-3d, 1.0, 2.0, 3.0)"),
        Call("point", [["longitude": 8.5, "latitude": 47]], "point(wgs-84, 8.5, 47.0)"),
        Call("point", [["longitude": 8.5, "latitude": 47, "height": 400]], "point(wgs-84-3d, 8.5, 47.0, 400.0)"),
        Call("point", [["x": 1, "y": 2, "crs": "WGS-84"]], "point(wgs-84, 1.0, 2.0)"),
        Call("point", [["x": 1, "y": 2, "srid": 7203]], "point(cartesian, 1.0, 2.0)"),
        Call("point", [["longitude": 190, "latitude": 0]], "point(wgs-84, -170.0, 0.0)"),
        Call("point", [["x": nil, "y": 2]], "null"), Call("point", [["x": 1, "y": 2, "crs": nil]], "null"),
        Call("point", [["x": 1]], wrong), Call("point", [["x": "a", "y": 2]], wrong), Call("point", [[:]], wrong),
        Call("point", [["x": 1, "y": 2, "crs": "mars"]], wrong), Call("point", [["x": 1, "y": 2, "srid": 1]], wrong),
        Call("point", [["x": 1, "y": 2, "crs": "cartesian-3d"]], wrong),
        Call("point", [["longitude": 1, "latitude": 2, "crs": "cartesian"]], wrong),
        Call("point", [["longitude": 1, "latitude": 91]], wrong),
        Call("point", [["x": .float(.infinity), "y": 2]], wrong), Call("point", [1], "TypeError invalidArgumentValue"),
    ]

    static let flat = "point(cartesian, 0, 0)"

    static let relations: [Call] = [
        Call("point.distance", [.point(flat), .point("point(cartesian, 3, 4)")], "5.0"),
        Call("distance", [.point(flat), .point("point(cartesian, 3, 4)")], "5.0"),
        Call(
            "point.distance", [.point("point(cartesian-3d, 0, 0, 0)"), .point("point(cartesian-3d, 2, 3, 6)")], "7.0"),
        Call("point.distance", [.point(flat), .point("point(wgs-84, 3, 4)")], "null"),
        Call("point.distance", [.point("point(wgs-84, 3, 4)"), .point("point(wgs-84, 3, 4)")], "0.0"),
        Call("point.distance", [.point("point(wgs-84-3d, 3, 4, 0)"), .point("point(wgs-84-3d, 3, 4, 50)")], "50.0"),
        Call(
            "point.withinBBox", [.point("point(cartesian, 1, 1)"), .point(flat), .point("point(cartesian, 2, 2)")],
            "true"),
        Call(
            "point.withinBBox", [.point("point(cartesian, 2, 2)"), .point(flat), .point("point(cartesian, 2, 2)")],
            "true"),
        Call(
            "point.withinBBox", [.point("point(cartesian, 3, 1)"), .point(flat), .point("point(cartesian, 2, 2)")],
            "false"),
        Call(
            "point.withinBBox", [.point("point(cartesian, 1, 1)"), .point("point(cartesian, 2, 2)"), .point(flat)],
            "false"),
        Call(
            "point.withinBBox",
            [.point("point(wgs-84, 179, 1)"), .point("point(wgs-84, 170, 0)"), .point("point(wgs-84, -170, 2)")], "true"
        ),
        Call(
            "point.withinBBox",
            [.point("point(wgs-84, 0, 1)"), .point("point(wgs-84, 170, 0)"), .point("point(wgs-84, -170, 2)")], "false"),
        Call("point.withinBBox", [.point("point(wgs-84, 1, 1)"), .point(flat), .point(flat)], "null"),
    ]

    @Test("Functions give what the table says", arguments: construction + relations)
    func table(_ call: Call) {
        #expect(call.result == call.expected)
    }

    @Test("A quarter of the way round the earth")
    func earth() throws {
        let text = call("point.distance", .point("point(wgs-84, 0, 0)"), .point("point(wgs-84, 90, 0)"))
        let distance = try #require(Double(text))
        #expect(abs(distance - 6_378_140 * Double.pi / 2) < 0.001)
    }
}
