public import GraphModel

extension CompiledSchema {
    /// Everything that keeps a node out of a graph of this schema; empty for an empty schema.
    public func validate(labels: [String], properties: [Property]) -> [SchemaViolation] {
        guard !isEmpty else { return [] }
        let (code, violations) = validate(labels: labels)
        guard let code else { return violations }
        return violations + validate(properties, of: code)
    }

    /// The class that a node's labels name, and what is wrong with them: they are one class and its ancestors.
    public func validate(labels: [String]) -> (code: ClassCode?, violations: [SchemaViolation]) {
        var violations = labels.filter { classCodes[$0] == nil }.map { unknownClass($0) }
        guard let code = classCode(ofLabels: labels) else {
            if violations.isEmpty {
                violations = [
                    SchemaViolation(.labels, "a node needs a class", advice: "`faultline schema` lists them.")
                ]
            }
            return (nil, violations)
        }
        let expected = self.labels(of: code)
        let missing = expected.filter { !labels.contains($0) }
        let foreign = labels.filter { classCodes[$0] != nil && !expected.contains($0) }
        if !missing.isEmpty {
            violations.append(
                SchemaViolation(.labels, "a \(self[code].name) also has the labels \(missing.joined(separator: ", "))"))
        }
        if !foreign.isEmpty {
            violations.append(
                SchemaViolation(
                    .labels, "a \(self[code].name) is no \(foreign.joined(separator: ", "))",
                    advice: "A node has one class and the ancestors of that class."))
        }
        return (code, violations)
    }

    /// Everything that is wrong with the properties of a node of the class. Attributes that the class does not declare
    /// are allowed, with any value.
    public func validate(_ properties: [Property], of code: ClassCode) -> [SchemaViolation] {
        var violations: [SchemaViolation] = []
        let index = Int(code.rawValue)
        for property in properties {
            if let attribute = facts[index].attributeIndex(property.key, in: attributeTable) {
                if !attributeTable[attribute].type.accepts(property.value) {
                    violations.append(
                        wrongType(property.key, attributeTable[attribute].type, classes[index].name))
                }
            } else if property.key == ConventionalProperty.state {
                checkState(property.value, of: index, &violations)
            } else if property.key == ConventionalProperty.identity {
                check(property, Self.identityType, on: classes[index].name, &violations)
            } else if property.key == ConventionalProperty.inferred {
                check(property, .boolean, on: classes[index].name, &violations)
            } else if property.key.utf8.starts(with: GroupThreshold.propertyPrefix.utf8) {
                checkThreshold(property, among: properties, &violations)
            }
        }
        for name in facts[index].required where !properties.contains(where: { $0.key == name }) {
            violations.append(
                SchemaViolation(.missingAttribute, "a \(classes[index].name) needs the attribute `\(name)`"))
        }
        return violations
    }

    /// Whether a property of the class's nodes may have any text as its value, whatever the others are.
    public func takesAnyText(_ key: String, of code: ClassCode) -> Bool {
        if let declared = attribute(key, of: code) { return declared.type.takesAnyText }
        let isSpecial =
            key == ConventionalProperty.state || key == ConventionalProperty.identity
            || key == ConventionalProperty.inferred
        return !isSpecial && !key.utf8.starts(with: GroupThreshold.propertyPrefix.utf8)
    }

    /// Whether a property of the type's relationships may have any text as its value, whatever the others are.
    public func takesAnyText(_ key: String, of code: RelationshipTypeCode) -> Bool {
        Self.relationshipConventions[key] == nil && (type(of: key, of: code)?.takesAnyText ?? true)
    }

    /// The type of a property of the type's relationships; nil when it is open, or text with rules of its own.
    public func type(of key: String, of code: RelationshipTypeCode) -> AttributeType? {
        if let convention = Self.relationshipConventions[key] { return convention.type }
        return self[code].attributes.first { $0.name == key }?.type
    }

    /// Everything that keeps a relationship out of a graph of this schema; empty for an empty one. Cardinality is the
    /// caller's to count: see `rule`.
    public func validate(
        relationshipType name: String, properties: [Property], sourceLabels: [String], targetLabels: [String]
    ) -> [SchemaViolation] {
        guard !isEmpty else { return [] }
        guard let type = typeCodes[name] else { return [unknownType(name)] }
        var violations = validate(properties, of: type)
        if let source = classCode(ofLabels: sourceLabels), let target = classCode(ofLabels: targetLabels),
            !isAllowed(type, from: source, to: target)
        {
            violations.append(notAllowed(type, source, target))
        }
        return violations
    }

    /// Everything that is wrong with the properties of a relationship of the type.
    public func validate(_ properties: [Property], of type: RelationshipTypeCode) -> [SchemaViolation] {
        var violations: [SchemaViolation] = []
        let attributes = relationshipTypes[Int(type.rawValue)].attributes
        for property in properties {
            if let convention = Self.relationshipConventions[property.key] {
                if !convention.accepts(property.value) {
                    violations.append(
                        SchemaViolation(.wrongType, "`\(property.key)` of \(self[type].name) is \(convention.meaning)"))
                }
            } else if let definition = attributes.first(where: { $0.name == property.key }) {
                check(property, definition.type, on: self[type].name, &violations)
            }
        }
        for attribute in attributes
        where attribute.need == .required && !properties.contains(where: { $0.key == attribute.name }) {
            violations.append(
                SchemaViolation(.missingAttribute, "\(self[type].name) needs the attribute `\(attribute.name)`"))
        }
        return violations
    }
}

extension CompiledSchema {
    private struct Convention: Sendable {
        let meaning: String
        /// Nil for text.
        var type: AttributeType?
        let accepts: @Sendable (PropertyValue) -> Bool
    }

    private static let identityType = AttributeType.list(of: .string)

    private static let relationshipConventions: [String: Convention] = [
        ConventionalProperty.flow: Convention(
            meaning: "one of " + ImpactFlow.allCases.map(\.rawValue).joined(separator: ", ")
        ) { $0.string.flatMap(ImpactFlow.init) != nil },
        ConventionalProperty.effect: Convention(
            meaning: "one of " + ImpactEffect.allCases.map(\.rawValue).joined(separator: ", ")
        ) { $0.string.flatMap(ImpactEffect.init) != nil },
        ConventionalProperty.weight: Convention(meaning: "a number above 0", type: .number) {
            $0.number.map { $0 > 0 && $0.isFinite } ?? false
        },
        ConventionalProperty.likelihood: Convention(meaning: "a number from 0 to 1", type: .number) {
            $0.number.map { $0 >= 0 && $0 <= 1 } ?? false
        },
        ConventionalProperty.group: Convention(meaning: "the name of a group") {
            $0.string.map { !$0.isEmpty } ?? false
        },
        ConventionalProperty.inferred: Convention(meaning: "true or false", type: .boolean) {
            AttributeType.boolean.accepts($0)
        },
    ]

    private func check(
        _ property: Property, _ type: AttributeType, on owner: String, _ violations: inout [SchemaViolation]
    ) {
        if !type.accepts(property.value) { violations.append(wrongType(property.key, type, owner)) }
    }

    private func wrongType(_ key: String, _ type: AttributeType, _ owner: String) -> SchemaViolation {
        SchemaViolation(.wrongType, "`\(key)` of \(owner) is \(type.name)")
    }

    private func checkState(_ value: PropertyValue, of index: Int, _ violations: inout [SchemaViolation]) {
        guard let state = value.string else {
            return violations.append(wrongType(ConventionalProperty.state, .string, classes[index].name))
        }
        guard let states = classes[index].lifecycle?.states, !states.contains(where: { $0.name == state }) else {
            return
        }
        let names = states.map(\.name)
        violations.append(
            SchemaViolation(
                .unknownState, "a \(classes[index].name) has no state `\(state)`",
                advice: NameSuggestions.question(for: state, among: names)
                    ?? "Its states are \(names.joined(separator: ", "))."))
    }

    /// The text of a threshold, and that the groups above it exist and do not lead back to it.
    private func checkThreshold(
        _ property: Property, among properties: [Property], _ violations: inout [SchemaViolation]
    ) {
        guard let text = property.value.string else {
            violations.append(SchemaViolation(.badThreshold, "`\(property.key)` is text such as `atLeast 2`"))
            return
        }
        do throws(GroupThresholdFault) {
            var parent = try GroupThreshold(parsing: text).parent
            var seen = [property.key]
            while let name = parent {
                let key = GroupThreshold.propertyKey(name)
                guard !seen.contains(key) else {
                    throw GroupThresholdFault(reason: "the group is a member of itself through `\(name)`")
                }
                seen.append(key)
                guard let above = properties.first(where: { $0.key == key })?.value.string else {
                    throw GroupThresholdFault(reason: "there is no group `\(name)` on this node")
                }
                parent = (try? GroupThreshold(parsing: above))?.parent
            }
        } catch {
            violations.append(SchemaViolation(.badThreshold, "`\(property.key)`: \(error.reason)"))
        }
    }

    private func notAllowed(
        _ type: RelationshipTypeCode, _ source: ClassCode, _ target: ClassCode
    ) -> SchemaViolation {
        let declared = self[type]
        let pairs = declared.rules.map { "\(self[$0.source].name) → \(self[$0.target].name)" }
        let isReversible = isAllowed(type, from: target, to: source)
        return SchemaViolation(
            .relationshipNotAllowed,
            "\(declared.name) does not lead from \(self[source].name) to \(self[target].name)",
            advice: isReversible
                ? "The other direction is allowed." : "Allowed: \(pairs.prefix(8).joined(separator: ", ")).")
    }
}
