import GraphModel

extension SchemaCompiler {
    mutating func compileAttributes(
        _ attributes: [AttributeDeclaration], of what: String
    ) -> [AttributeDefinition] {
        attributes.map { declared in
            AttributeDefinition(
                name: declared.name.value,
                type: declared.values.isEmpty ? type(declared.type, of: what) : .enumeration(declared.values),
                need: declared.need, description: declared.description)
        }
    }

    /// `string`, `Criticality`, `list of string`.
    private mutating func type(_ spelled: Located<String>, of what: String) -> AttributeType {
        let listPrefix = "list of "
        let isList = spelled.value.hasPrefix(listPrefix)
        let name = isList ? String(spelled.value.dropFirst(listPrefix.count)) : spelled.value
        var element = AttributeType.named.first { $0.name == name }?.type
        if element == nil, let enumeration = declarations.enumerations[name] {
            element = .enumeration(enumeration.values)
        }
        guard let element else {
            let names = AttributeType.named.map(\.name) + declarations.enumerations.keys
            report(
                .unknownName, "\(what) uses the unknown attribute type `\(name)`", at: spelled.position,
                advice: NameSuggestions.question(for: name, among: names)
                    ?? "Types are \(AttributeType.named.map(\.name).joined(separator: ", ")), lists of these, and "
                    + "enumerations.")
            return .any
        }
        return isList ? .list(of: element) : element
    }

    /// A subclass may ask for more of an inherited attribute, never for something else.
    mutating func checkNarrowing(
        _ attribute: AttributeDefinition, _ declared: AttributeDeclaration, of earlier: AttributeDefinition,
        _ what: String
    ) {
        if !attribute.type.narrows(earlier.type) {
            report(
                .conflict,
                "attribute `\(attribute.name)` of \(what) is \(attribute.type.name), but an ancestor declares it as "
                    + earlier.type.name, at: declared.name.position,
                advice: "A subclass may narrow an attribute's type, not change it.")
        }
        if attribute.need < earlier.need {
            report(
                .conflict,
                "attribute `\(attribute.name)` of \(what) is \(attribute.need), but an ancestor makes it "
                    + "\(earlier.need)", at: declared.name.position,
                advice: "A subclass may need an attribute more than its ancestor does, not less.")
        }
    }
}

extension AttributeType {
    /// Whether every value of this type is one of the other's.
    fileprivate func narrows(_ other: AttributeType) -> Bool {
        switch (self, other) {
        case (_, .any), (.integer, .number), (.double, .number), (.localDateTime, .dateTime),
            (.zonedDateTime, .dateTime), (.enumeration, .string):
            true
        case (.enumeration(let some), .enumeration(let all)): some.allSatisfy(all.contains)
        case (.list(let element), .list(let otherElement)): element.narrows(otherElement)
        default: self == other
        }
    }
}
