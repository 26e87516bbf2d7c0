import Discovery

/// An estate in memory, numbered densely.
struct PlainEstate: Sendable {
    struct Item {
        let nativeID: String
        let ciClass: String
        let groups: [RedundancyGroup]
    }

    struct Edge {
        let type: String
        let source: Int
        let target: Int
        let group: String?
        let effect: String?
    }

    var items: [Item] = []
    var edges: [Edge] = []
    var indexes: [String: Int] = [:]
}
