import GraphModel

/// Lays the declarations of several documents over each other, in order.
///
/// A document may declare new names, and add to an earlier document's class or relationship type with `extend: true`.
/// Anything else that is declared twice is a conflict, so that nobody changes a shipped class by accident.
struct DeclarationMerger {
    private(set) var enumerations: [String: EnumerationDeclaration] = [:]
    private(set) var lifecycles: [String: Located<Lifecycle>] = [:]
    private(set) var classes: [ClassDeclaration] = []
    private(set) var types: [TypeDeclaration] = []
    private(set) var reconciliation = ReconciliationDeclarations()
    private(set) var problems: [SchemaViolation] = []
    private var classIndex: [String: Int] = [:]
    private var typeIndex: [String: Int] = [:]

    mutating func add(_ document: SchemaDeclarations) {
        for enumeration in document.enumerations {
            if let earlier = enumerations.updateValue(enumeration, forKey: enumeration.name.value) {
                conflict("enumeration", enumeration.name, earlier: earlier.name.position)
            }
        }
        for lifecycle in document.lifecycles {
            if let earlier = lifecycles.updateValue(lifecycle, forKey: lifecycle.value.name) {
                let name = Located(value: lifecycle.value.name, position: lifecycle.position)
                conflict("life cycle", name, earlier: earlier.position)
            }
        }
        for declaration in document.classes { add(declaration) }
        for declaration in document.types { add(declaration) }
        reconciliation.append(document.reconciliation)
    }

    private mutating func add(_ declaration: ClassDeclaration) {
        let index = classIndex[declaration.name.value]
        guard declaration.extends else {
            if let index {
                conflict("class", declaration.name, earlier: classes[index].name.position, extensible: true)
            } else {
                classIndex[declaration.name.value] = classes.count
                classes.append(declaration)
            }
            return
        }
        guard let index else { return nothingToExtend("class", declaration.name, among: classIndex.keys) }
        if let parent = declaration.parent {
            problems.append(
                SchemaViolation(
                    .conflict, "an extension cannot move class `\(declaration.name.value)` to another parent",
                    at: parent.position, advice: "Remove `parent`, or declare a new class."))
        }
        classes[index].attributes = merged(
            classes[index].attributes, declaration.attributes, of: "class `\(declaration.name.value)`")
        if !declaration.identity.isEmpty { classes[index].identity = declaration.identity }
        classes[index].description = declaration.description ?? classes[index].description
        classes[index].isService = declaration.isService ?? classes[index].isService
        classes[index].lifecycle = declaration.lifecycle ?? classes[index].lifecycle
    }

    private mutating func add(_ declaration: TypeDeclaration) {
        let index = typeIndex[declaration.name.value]
        guard declaration.extends else {
            if let index {
                conflict(
                    "relationship type", declaration.name, earlier: types[index].name.position, extensible: true)
            } else {
                typeIndex[declaration.name.value] = types.count
                types.append(declaration)
            }
            return
        }
        guard let index else { return nothingToExtend("relationship type", declaration.name, among: typeIndex.keys) }
        types[index].attributes = merged(
            types[index].attributes, declaration.attributes, of: "relationship type `\(declaration.name.value)`")
        types[index].aliases += declaration.aliases
        types[index].reversedAliases += declaration.reversedAliases
        types[index].overrides += declaration.overrides
        types[index].rules += declaration.rules
        types[index].forward = declaration.forward ?? types[index].forward
        types[index].reverse = declaration.reverse ?? types[index].reverse
        types[index].description = declaration.description ?? types[index].description
        types[index].impact = declaration.impact ?? types[index].impact
        types[index].responsibility = declaration.responsibility ?? types[index].responsibility
    }

    private mutating func merged(
        _ attributes: [AttributeDeclaration], _ added: [AttributeDeclaration], of what: String
    ) -> [AttributeDeclaration] {
        var result = attributes
        for attribute in added {
            if let earlier = result.first(where: { $0.name == attribute.name }) {
                conflict("attribute", attribute.name, earlier: earlier.name.position, of: what)
            } else {
                result.append(attribute)
            }
        }
        return result
    }

    private mutating func conflict(
        _ kind: String, _ name: Located<String>, earlier: SourcePosition, of owner: String? = nil,
        extensible: Bool = false
    ) {
        let owned = owner.map { " of \($0)" } ?? ""
        problems.append(
            SchemaViolation(
                .conflict, "\(kind) `\(name.value)`\(owned) is already declared at \(earlier)", at: name.position,
                advice: extensible
                    ? "Write `extend: true` to add to it, or choose another name." : "Choose another name."))
    }

    private mutating func nothingToExtend(
        _ kind: String, _ name: Located<String>, among names: some Sequence<String>
    ) {
        problems.append(
            SchemaViolation(
                .unknownName, "there is no \(kind) `\(name.value)` to extend", at: name.position,
                advice: NameSuggestions.question(for: name.value, among: names)
                    ?? "An extension follows the document that declares what it extends."))
    }
}
