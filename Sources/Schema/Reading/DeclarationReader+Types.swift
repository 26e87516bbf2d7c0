import GraphModel
import Yams

extension DeclarationReader {
    private static let typeKeys = [
        "extend", "forward", "reverse", "description", "aliases", "reversedAliases", "attributes", "impact",
        "overrides", "rules", "responsibility",
    ]

    mutating func readType(_ name: Located<String>, _ node: Yams.Node) {
        let what = "relationship type `\(name.value)`"
        var result = TypeDeclaration(name: name)
        for (key, value) in reader.entries(node, what, keys: Self.typeKeys) {
            let item = "`\(key.value)` of \(what)"
            switch key.value {
            case "extend": result.extends = reader.boolean(value, item)
            case "forward": result.forward = reader.text(value, item)?.value
            case "reverse": result.reverse = reader.text(value, item)?.value
            case "description": result.description = reader.text(value, item)?.value
            case "aliases": result.aliases = reader.texts(value, item)
            case "reversedAliases": result.reversedAliases = reader.texts(value, item)
            case "attributes":
                result.attributes =
                    readAttributes(value, of: what, reserved: Self.reservedOnRelationships)
            case "impact":
                result.impact = Located(
                    value: readImpact(value, item, extraKeys: []).spec, position: reader.position(of: value))
            case "overrides":
                for element in elements(value, item) { result.overrides.append(readOverride(element, item)) }
            case "rules":
                for element in elements(value, item) { result.rules.append(readRule(element, item)) }
            case "responsibility": result.responsibility = readResponsibility(value, item)
            default: break
            }
        }
        declarations.types.append(result)
    }

    private mutating func elements(_ node: Yams.Node, _ what: String) -> [Yams.Node] {
        guard case .sequence(let sequence) = node else {
            reader.report(.badDeclaration, "\(what) must be a list", at: node)
            return []
        }
        return Array(sequence)
    }

    private static let impactKeys = ["flow", "effect", "back", "weight", "likelihood", "group", "threshold"]

    /// `back` is the effect against `flow`, for types that carry failure both ways unequally.
    private mutating func readImpact(
        _ node: Yams.Node, _ what: String, extraKeys: [String]
    ) -> (spec: ImpactSpec, extra: [DocumentReader.Entry]) {
        var extra: [DocumentReader.Entry] = []
        var flow = ImpactFlow.none
        var effect = ImpactEffect.hard
        var back = ImpactEffect.none
        var spec = ImpactSpec.none
        for entry in reader.entries(node, what, keys: Self.impactKeys + extraKeys) {
            let item = "`\(entry.key.value)` in \(what)"
            switch entry.key.value {
            case "flow": flow = reader.choice(entry.value, item, of: ImpactFlow.self) ?? .none
            case "effect": effect = reader.choice(entry.value, item, of: ImpactEffect.self) ?? .hard
            case "back": back = reader.choice(entry.value, item, of: ImpactEffect.self) ?? .none
            case "weight":
                spec.weight = reader.number(entry.value, "\(item) must be a number above 0") { $0 > 0 } ?? 1
            case "likelihood":
                spec.likelihood =
                    reader.number(entry.value, "\(item) must be a number from 0 to 1") { $0 >= 0 && $0 <= 1 } ?? 1
            case "group": spec.group = reader.text(entry.value, item)?.value
            case "threshold": spec.threshold = readThreshold(entry.value, item)
            default: extra.append(entry)
            }
        }
        if back != .none, flow == .none || flow == .both {
            reader.report(
                .badDeclaration, "`back` in \(what) needs a `flow` in one direction", at: node,
                advice: "`back` is the effect against `flow`; for equal effects write `flow: both`.")
        }
        if spec.threshold != nil, spec.group == nil {
            reader.report(.badDeclaration, "`threshold` in \(what) needs a `group`", at: node)
        }
        spec.effectOnSource = flow.reachesSource ? effect : flow == .sourceToTarget ? back : .none
        spec.effectOnTarget = flow.reachesTarget ? effect : flow == .targetToSource ? back : .none
        return (spec, extra)
    }

    private mutating func readThreshold(_ node: Yams.Node, _ what: String) -> GroupThreshold? {
        guard let text = reader.text(node, what) else { return nil }
        do {
            return try GroupThreshold(parsing: text.value)
        } catch {
            reader.report(.badThreshold, "\(what): \(error.reason)", at: node)
            return nil
        }
    }

    private mutating func readOverride(_ node: Yams.Node, _ what: String) -> OverrideDeclaration {
        let (spec, extra) = readImpact(node, "an element of \(what)", extraKeys: ["from", "to"])
        var result = OverrideDeclaration(spec: spec, position: reader.position(of: node))
        for entry in extra {
            let names = reader.texts(entry.value, "`\(entry.key.value)` in \(what)")
            if entry.key.value == "from" { result.sources = names } else { result.targets = names }
        }
        return result
    }

    private mutating func readRule(_ node: Yams.Node, _ what: String) -> RuleDeclaration {
        var result = RuleDeclaration()
        let keys = ["from", "to", "targetsPerSource", "sourcesPerTarget"]
        for (key, value) in reader.entries(node, "an element of \(what)", keys: keys) {
            let item = "`\(key.value)` in \(what)"
            switch key.value {
            case "from": result.sources = reader.texts(value, item)
            case "to": result.targets = reader.texts(value, item)
            case "targetsPerSource": result.targetsPerSource = readCardinality(value, item)
            default: result.sourcesPerTarget = readCardinality(value, item)
            }
        }
        if result.sources.isEmpty || result.targets.isEmpty {
            reader.report(.badDeclaration, "an element of \(what) needs `from` and `to`", at: node)
        }
        return result
    }

    /// `1`, `0..1`, `1..*`.
    private mutating func readCardinality(_ node: Yams.Node, _ what: String) -> Cardinality {
        guard let text = reader.text(node, what)?.value else { return .any }
        if let exact = Int(text), exact >= 1 { return Cardinality(minimum: exact, maximum: exact) }
        let dots = text.split(separator: ".", omittingEmptySubsequences: false)
        if dots.count == 3, dots[1].isEmpty, let minimum = Int(dots[0]), minimum >= 0 {
            if dots[2] == "*" { return Cardinality(minimum: minimum, maximum: nil) }
            if let maximum = Int(dots[2]), maximum >= max(1, minimum) {
                return Cardinality(minimum: minimum, maximum: maximum)
            }
        }
        reader.report(
            .badDeclaration, "\(what) is no cardinality", at: node, advice: "Write `1`, `0..1`, `2..4` or `1..*`.")
        return .any
    }

    private mutating func readResponsibility(_ node: Yams.Node, _ what: String) -> Responsibility? {
        var role: Responsibility.Role?
        var holder = Responsibility.End.target
        for (key, value) in reader.entries(node, what, keys: ["role", "holder"]) {
            if key.value == "role" {
                role = reader.choice(value, "`role` in \(what)", of: Responsibility.Role.self)
            } else {
                holder = reader.choice(value, "`holder` in \(what)", of: Responsibility.End.self) ?? .target
            }
        }
        return role.map { Responsibility(role: $0, holder: holder) }
    }
}
