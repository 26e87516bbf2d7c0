import GraphModel

extension SchemaCompiler {
    mutating func compileTypes() -> [RelationshipType] {
        var compiled: [RelationshipType] = []
        for declaration in declarations.types {
            let what = "relationship type `\(declaration.name.value)`"
            guard let forward = declaration.forward, let reverse = declaration.reverse else {
                report(
                    .badDeclaration, "\(what) needs `forward` and `reverse`", at: declaration.name.position,
                    advice: "For example: `forward: runs on`, `reverse: runs`.")
                continue
            }
            let attributes = compileAttributes(declaration.attributes, of: what)
            let overrides = declaration.overrides.flatMap { self.overrides($0, what) }
            if overrides.count > SchemaLimits.overridesPerType {
                report(
                    .tooMany, "\(what) has more than \(SchemaLimits.overridesPerType) overrides",
                    at: declaration.name.position, advice: "Name ancestors rather than each class.")
            }
            compiled.append(
                RelationshipType(
                    code: RelationshipTypeCode(rawValue: UInt16(compiled.count)), name: declaration.name.value,
                    forwardLabel: forward, reverseLabel: reverse, description: declaration.description ?? "",
                    aliases: declaration.aliases.map(\.value),
                    reversedAliases: declaration.reversedAliases.map(\.value),
                    attributes: attributes, impact: declaration.impact?.value ?? .none,
                    impactOverrides: overrides,
                    rules: declaration.rules.flatMap { rules($0, what) },
                    responsibility: declaration.responsibility))
        }
        return compiled
    }

    /// One compiled override per pair of named classes.
    private mutating func overrides(_ declared: OverrideDeclaration, _ what: String) -> [ImpactOverride] {
        let sources: [ClassCode?] = declared.sources.isEmpty ? [nil] : resolve(declared.sources, what)
        let targets: [ClassCode?] = declared.targets.isEmpty ? [nil] : resolve(declared.targets, what)
        return sources.flatMap { source in
            targets.map { ImpactOverride(source: source, target: $0, spec: declared.spec) }
        }
    }

    private mutating func rules(_ declared: RuleDeclaration, _ what: String) -> [RelationshipRule] {
        let targets = resolve(declared.targets, what)
        return resolve(declared.sources, what).flatMap { source in
            targets.map {
                RelationshipRule(
                    source: source, target: $0, targetsPerSource: declared.targetsPerSource,
                    sourcesPerTarget: declared.sourcesPerTarget)
            }
        }
    }

    private mutating func resolve(_ names: [Located<String>], _ what: String) -> [ClassCode] {
        var resolved: [ClassCode] = []
        for name in names {
            if let code = codes[name.value] {
                resolved.append(code)
            } else if !declarations.classes.contains(where: { $0.name == name }) {
                report(
                    .unknownName, "\(what) names the unknown class `\(name.value)`", at: name.position,
                    advice: NameSuggestions.question(for: name.value, among: codes.keys))
            }
        }
        return resolved
    }

    /// One spelling must not mean two types, or two directions.
    mutating func checkSpellings(of types: [RelationshipType]) {
        var meanings: [String: RelationshipSpelling] = [:]
        for type in types {
            for (spelling, reversed) in type.spellings {
                let meaning = RelationshipSpelling(type: type.code, isReversed: reversed)
                let earlier = meanings.updateValue(meaning, forKey: RelationshipSpellings.normalised(spelling))
                guard let earlier, earlier != meaning else { continue }
                let position = declarations.types.first { $0.name.value == type.name }?.name.position
                problems.append(
                    SchemaViolation(
                        .conflict,
                        "`\(spelling)` is a spelling of relationship type `\(type.name)` and of "
                            + "`\(types[Int(earlier.type.rawValue)].name)` "
                            + (earlier.isReversed == reversed ? "both" : "in opposite directions"),
                        at: position, advice: "Remove one of the aliases."))
            }
        }
    }
}
