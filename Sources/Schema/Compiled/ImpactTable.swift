import GraphModel

/// Impact specs by (type, source class, target class) in O(1).
///
/// Per type, classes that the type's overrides treat alike share a row or a column, so the table stays small: a type
/// without overrides is one cell.
struct ImpactTable: Sendable {
    /// Distinct specs; the first is `ImpactSpec.none`.
    private(set) var specs: [ImpactSpec] = [.none]
    private var layouts: [Layout] = []
    /// Rows of source classes, columns of target classes, and cells, one type after the other.
    private var cells: [UInt16] = []

    private struct Layout: Sendable {
        /// Where the row of each class starts; unused while `columns` is 0.
        var sources = 0
        var targets = 0
        var cells = 0
        var columns = 0
    }

    /// How specific an override is for a class: steps down from the class that it names.
    private enum Distance {
        static let everyClass = UInt16.max - 1
        static let noMatch = UInt16.max
    }

    init(types: [RelationshipType], facts: [ClassFacts]) {
        var indices: [ImpactSpec: UInt16] = [.none: 0]
        for type in types {
            add(type, facts: facts) { spec, specs in
                if let known = indices[spec] { return known }
                let index = UInt16(specs.count)
                indices[spec] = index
                specs.append(spec)
                return index
            }
        }
    }

    private mutating func add(
        _ type: RelationshipType, facts: [ClassFacts], intern: (ImpactSpec, inout [ImpactSpec]) -> UInt16
    ) {
        let fallback = intern(type.impact, &specs)
        guard !type.impactOverrides.isEmpty else {
            layouts.append(Layout(cells: cells.count))
            cells.append(fallback)
            return
        }
        let overrides = type.impactOverrides.map { intern($0.spec, &specs) }
        var layout = Layout(sources: cells.count)
        let rows = classify(type.impactOverrides.map(\.source), facts: facts)
        layout.targets = cells.count
        let columns = classify(type.impactOverrides.map(\.target), facts: facts)
        layout.cells = cells.count
        layout.columns = columns.count
        for row in rows {
            for column in columns {
                cells.append(Self.mostSpecific(row, column).map { overrides[$0] } ?? fallback)
            }
        }
        layouts.append(layout)
    }

    /// Appends the kind of every class to `cells` and returns the kinds: the distance to each override's class.
    private mutating func classify(_ named: [ClassCode?], facts: [ClassFacts]) -> [[UInt16]] {
        var kinds: [[UInt16]: UInt16] = [:]
        var ordered: [[UInt16]] = []
        for (code, fact) in facts.enumerated() {
            let distances = named.map { name -> UInt16 in
                guard let name else { return Distance.everyClass }
                let ancestor = facts[Int(name.rawValue)]
                let isBelow = code >= Int(name.rawValue) && code < Int(ancestor.end)
                return isBelow ? fact.depth - ancestor.depth : Distance.noMatch
            }
            let next = UInt16(ordered.count)
            let kind = kinds[distances] ?? next
            if kind == next {
                kinds[distances] = next
                ordered.append(distances)
            }
            cells.append(kind)
        }
        return ordered
    }

    /// The nearest source class decides, then the nearest target class, then the later declaration.
    private static func mostSpecific(_ sources: [UInt16], _ targets: [UInt16]) -> Int? {
        var best: Int?
        for index in sources.indices
        where sources[index] != Distance.noMatch && targets[index] != Distance.noMatch {
            if let known = best, (sources[known], targets[known]) < (sources[index], targets[index]) { continue }
            best = index
        }
        return best
    }

    /// The index in `specs`.
    func index(type: RelationshipTypeCode, source: ClassCode, target: ClassCode) -> Int {
        let layout = layouts[Int(type.rawValue)]
        guard layout.columns > 0 else { return Int(cells[layout.cells]) }
        let row = Int(cells[layout.sources + Int(source.rawValue)])
        let column = Int(cells[layout.targets + Int(target.rawValue)])
        return Int(cells[layout.cells + row * layout.columns + column])
    }
}
