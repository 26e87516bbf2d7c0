import GraphModel
import Yams

extension DeclarationReader {
    private static let classKeys = [
        "extend", "parent", "description", "service", "lifecycle", "attributes", "identity",
    ]

    mutating func readClass(_ name: Located<String>, _ node: Yams.Node) {
        let what = "class `\(name.value)`"
        var result = ClassDeclaration(name: name)
        for (key, value) in reader.entries(node, what, keys: Self.classKeys) {
            let item = "`\(key.value)` of \(what)"
            switch key.value {
            case "extend": result.extends = reader.boolean(value, item)
            case "parent": result.parent = reader.text(value, item)
            case "description": result.description = reader.text(value, item)?.value
            case "service": result.isService = reader.boolean(value, item)
            case "lifecycle": result.lifecycle = reader.text(value, item)
            case "attributes": result.attributes = readAttributes(value, of: what, reserved: Self.reservedOnNodes)
            case "identity": result.identity = readIdentity(value, item)
            default: break
            }
        }
        declarations.classes.append(result)
    }

    mutating func readAttributes(
        _ node: Yams.Node, of what: String, reserved: [String]
    ) -> [AttributeDeclaration] {
        var result: [AttributeDeclaration] = []
        for (name, value) in reader.entries(node, "`attributes` of \(what)") where isName(name, "an attribute") {
            if reserved.contains(name.value) {
                reader.problems.append(
                    SchemaViolation(
                        .conflict, "`\(name.value)` has a meaning of its own and cannot be an attribute of \(what)",
                        at: name.position, advice: "Choose another name; docs/schema.md lists the reserved ones."))
            } else if let attribute = readAttribute(name, value, of: what) {
                result.append(attribute)
            }
        }
        return result
    }

    /// `serialNumber: string`, or a mapping when there is more to say.
    private mutating func readAttribute(
        _ name: Located<String>, _ node: Yams.Node, of what: String
    ) -> AttributeDeclaration? {
        guard case .mapping = node else {
            let type = reader.text(node, "the type of attribute `\(name.value)` of \(what)")
            return type.map { AttributeDeclaration(name: name, type: $0) }
        }
        let item = "attribute `\(name.value)` of \(what)"
        var result = AttributeDeclaration(name: name, type: Located(value: "string", position: name.position))
        let keys = ["type", "values", "required", "recommended", "description"]
        for (key, value) in reader.entries(node, item, keys: keys) {
            switch key.value {
            case "type": result.type = reader.text(value, "`type` of \(item)") ?? result.type
            case "values": result.values = reader.texts(value, "`values` of \(item)").map(\.value)
            case "required":
                if reader.boolean(value, "`required` of \(item)") { result.need = .required }
            case "recommended":
                if reader.boolean(value, "`recommended` of \(item)") { result.need = max(result.need, .recommended) }
            default: result.description = reader.text(value, "`description` of \(item)")?.value ?? ""
            }
        }
        return result
    }

    /// Keys that the product itself gives a type.
    private static let reservedOnNodes = [
        ConventionalProperty.identity, ConventionalProperty.state, ConventionalProperty.inferred,
    ]
    static let reservedOnRelationships = [
        ConventionalProperty.flow, ConventionalProperty.effect, ConventionalProperty.group,
        ConventionalProperty.weight, ConventionalProperty.likelihood, ConventionalProperty.inferred,
    ]

    private mutating func readIdentity(_ node: Yams.Node, _ what: String) -> [IdentityDeclaration] {
        guard case .sequence(let rules) = node else {
            reader.report(
                .badDeclaration, "\(what) must be a list of rules", at: node,
                advice: "For example: `identity: [[serialNumber], [name, domain]]`.")
            return []
        }
        var result: [IdentityDeclaration] = []
        for rule in rules {
            guard case .mapping = rule else {
                result.append(IdentityDeclaration(attributes: reader.texts(rule, "a rule of \(what)")))
                continue
            }
            var declaration = IdentityDeclaration(attributes: [])
            let keys = ["attributes", "within", "exclusive"]
            for (key, value) in reader.entries(rule, "a rule of \(what)", keys: keys) {
                switch key.value {
                case "within": declaration.within = reader.text(value, "`within` of \(what)")
                case "exclusive": declaration.isExclusive = reader.boolean(value, "`exclusive` of \(what)")
                default: declaration.attributes = reader.texts(value, "`attributes` of \(what)")
                }
            }
            result.append(declaration)
        }
        return result
    }
}
