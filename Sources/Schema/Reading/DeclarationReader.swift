import GraphModel
import Yams

/// Reads the declarations of one schema document.
struct DeclarationReader {
    var reader: DocumentReader
    var declarations = SchemaDeclarations()

    /// The declarations of a document and everything that is wrong with how they are written.
    static func read(_ document: SchemaDocument) -> (SchemaDeclarations, [SchemaViolation]) {
        var this = DeclarationReader(reader: DocumentReader(file: document.name))
        if let root = this.reader.root(of: document.text) { this.readRoot(root) }
        return (this.declarations, this.reader.problems)
    }

    private static let rootKeys = [
        "name", "version", "description", "enumerations", "lifecycles", "classes", "relationshipTypes",
        "reconciliation",
    ]

    private mutating func readRoot(_ root: Yams.Node) {
        for (key, value) in reader.entries(root, "a schema document", keys: Self.rootKeys) {
            switch key.value {
            case "name": declarations.name = reader.text(value, "`name`")?.value
            case "version": declarations.version = reader.text(value, "`version`")?.value
            case "enumerations":
                for (name, values) in reader.entries(value, "`enumerations`") {
                    readEnumeration(name, values)
                }
            case "lifecycles":
                for (name, body) in reader.entries(value, "`lifecycles`") { readLifecycle(name, body) }
            case "classes":
                for (name, body) in reader.entries(value, "`classes`") where isName(name, "a class") {
                    readClass(name, body)
                }
            case "relationshipTypes":
                for (name, body) in reader.entries(value, "`relationshipTypes`")
                where isName(name, "a relationship type") {
                    readType(name, body)
                }
            case "reconciliation": readReconciliation(value)
            default: break
            }
        }
    }

    private mutating func readEnumeration(_ name: Located<String>, _ node: Yams.Node) {
        guard isName(name, "an enumeration") else { return }
        let values = reader.texts(node, "enumeration `\(name.value)`").map(\.value)
        if !values.isEmpty { declarations.enumerations.append(EnumerationDeclaration(name: name, values: values)) }
    }

    private mutating func readLifecycle(_ name: Located<String>, _ node: Yams.Node) {
        let what = "life cycle `\(name.value)`"
        var initial: Located<String>?
        var states: [Lifecycle.State] = []
        for (key, value) in reader.entries(node, what, keys: ["initial", "states"]) {
            if key.value == "initial" {
                initial = reader.text(value, "`initial` of \(what)")
            } else {
                for (state, body) in reader.entries(value, "`states` of \(what)") {
                    states.append(readState(state, body))
                }
            }
        }
        guard let first = states.first else {
            reader.report(.badDeclaration, "\(what) has no states", at: node)
            return
        }
        if let initial, !states.contains(where: { $0.name == initial.value }) {
            reader.problems.append(
                SchemaViolation(
                    .unknownName, "\(what) begins in `\(initial.value)`, which is none of its states",
                    at: initial.position,
                    advice: NameSuggestions.question(for: initial.value, among: states.map(\.name))))
        }
        let lifecycle = Lifecycle(name: name.value, initial: initial?.value ?? first.name, states: states)
        declarations.lifecycles.append(Located(value: lifecycle, position: name.position))
    }

    private mutating func readState(_ name: Located<String>, _ node: Yams.Node) -> Lifecycle.State {
        var takesPart = true
        var description = ""
        for (key, value) in reader.entries(node, "state `\(name.value)`", keys: ["impact", "description"]) {
            if key.value == "impact" {
                takesPart = reader.boolean(value, "`impact` of state `\(name.value)`")
            } else {
                description = reader.text(value, "`description` of state `\(name.value)`")?.value ?? ""
            }
        }
        return Lifecycle.State(name: name.value, takesPartInImpact: takesPart, description: description)
    }

    /// Names become labels, relationship types and property keys, and words of the query language.
    mutating func isName(_ name: Located<String>, _ what: String) -> Bool {
        let bytes = name.value.utf8
        let isLetter = { (byte: UInt8) in byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        if let first = bytes.first, isLetter(first), bytes.count <= Limits.nameBytes,
            bytes.allSatisfy({ isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F })
        {
            return true
        }
        reader.problems.append(
            SchemaViolation(
                .badDeclaration, "`\(name.value)` cannot name \(what)", at: name.position,
                advice: "Use letters, digits and `_`, a letter first, at most \(Limits.nameBytes) bytes."))
        return false
    }
}
