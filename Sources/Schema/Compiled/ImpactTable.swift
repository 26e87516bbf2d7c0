import GraphModel

/// Impact specs by (type, source class, target class) in O(1).
///
/// Per type, all classes with the same nearest ancestor among those that the type's overrides name share a row or a
/// column, so the table stays small: a type without overrides is one cell.
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

    init(types: [RelationshipType], classes: [CIClass], facts: [ClassFacts]) {
        var indices: [ImpactSpec: UInt16] = [.none: 0]
        for type in types {
            let fallback = intern(type.impact, &indices)
            var layout = Layout(cells: cells.count)
            if type.impactOverrides.isEmpty {
                cells.append(fallback)
            } else {
                layout.sources = cells.count
                let rows = classify(type.impactOverrides.compactMap(\.source), classes)
                layout.targets = cells.count
                let columns = classify(type.impactOverrides.compactMap(\.target), classes)
                layout.cells = cells.count
                layout.columns = columns.count
                let overrides = type.impactOverrides.map { (declared: $0, spec: intern($0.spec, &indices)) }
                for row in rows {
                    for column in columns {
                        cells.append(Self.nearest(of: overrides, row, column, facts) ?? fallback)
                    }
                }
            }
            layouts.append(layout)
        }
    }

    private mutating func intern(_ spec: ImpactSpec, _ indices: inout [ImpactSpec: UInt16]) -> UInt16 {
        if let known = indices[spec] { return known }
        let index = UInt16(specs.count)
        indices[spec] = index
        specs.append(spec)
        return index
    }

    /// Appends the kind of every class to `cells`. Returns what the kinds are: no named class above, or the nearest.
    private mutating func classify(_ named: [ClassCode], _ classes: [CIClass]) -> [ClassCode?] {
        let start = cells.count
        var kinds: [ClassCode?] = [nil]
        for ciClass in classes {
            if named.contains(ciClass.code) {
                cells.append(UInt16(kinds.count))
                kinds.append(ciClass.code)
            } else {
                cells.append(ciClass.parent.map { cells[start + Int($0.rawValue)] } ?? 0)
            }
        }
        return kinds
    }

    /// The nearest source class decides, then the nearest target class, then the later declaration. Of classes above
    /// one class, the deepest is the nearest.
    private static func nearest(
        of overrides: [(declared: ImpactOverride, spec: UInt16)], _ source: ClassCode?, _ target: ClassCode?,
        _ facts: [ClassFacts]
    ) -> UInt16? {
        var best: (spec: UInt16, source: Int, target: Int)?
        for (declared, spec) in overrides {
            guard let sourceDepth = depth(of: declared.source, above: source, facts),
                let targetDepth = depth(of: declared.target, above: target, facts)
            else { continue }
            if let best, (best.source, best.target) > (sourceDepth, targetDepth) { continue }
            best = (spec, sourceDepth, targetDepth)
        }
        return best?.spec
    }

    /// The depth of a class that an override names, -1 when it names none; nil when the other does not descend from it.
    private static func depth(of named: ClassCode?, above code: ClassCode?, _ facts: [ClassFacts]) -> Int? {
        guard let named else { return -1 }
        let ancestor = facts[Int(named.rawValue)]
        guard let code, code >= named, code.rawValue < ancestor.end else { return nil }
        return Int(ancestor.depth)
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
