import GraphModel
import Yams

/// A part of a YAML document, with its place.
struct YAMLPart {
    /// Where a document stands, and what complaints about it are.
    struct Origin {
        var file: String
        /// The line of the file in which the document begins.
        var firstLine = 1
        /// Of every complaint but that of a limit.
        var complaint = ImportErrorCode.badMapping

        fileprivate func position(_ mark: Mark?) -> SourcePosition {
            SourcePosition(file: file, line: mark.map { $0.line + firstLine - 1 }, column: mark?.column)
        }
    }

    let origin: Origin
    /// What messages call this part.
    let what: String
    private let node: Yams.Node

    private init(_ node: Yams.Node, _ origin: Origin, what: String) {
        self.node = node
        self.origin = origin
        self.what = what
    }

    /// The root of a document. Aliases are refused, since they would let a short text grow beyond bounds.
    init(document text: String, _ origin: Origin, what: String) throws(ImportError) {
        // Nodes know their anchors only as long as the parser lives.
        let parser: Yams.Parser
        let root: Yams.Node?
        do {
            parser = try Yams.Parser(yaml: text)
            root = try parser.singleRoot()
        } catch {
            throw Self.notYAML(error, origin)
        }
        guard let root else {
            throw ImportError(
                origin.complaint, "\(what) is empty", at: SourcePosition(file: origin.file, line: origin.firstLine))
        }
        self.init(root, origin, what: what)
        try withExtendedLifetime(parser) { () throws(ImportError) in try checkPlain(root, depth: 1) }
    }

    private func checkPlain(_ node: Yams.Node, depth: Int) throws(ImportError) {
        let position = origin.position(node.mark)
        guard depth <= Limits.documentNesting else {
            throw ImportError(.limit, "nested deeper than \(Limits.documentNesting) levels", at: position)
        }
        switch node {
        case .scalar where node.anchor == nil: return
        case .sequence(let elements) where node.anchor == nil:
            for element in elements { try checkPlain(element, depth: depth + 1) }
        case .mapping(let members) where node.anchor == nil:
            for (key, value) in members {
                try checkPlain(key, depth: depth + 1)
                try checkPlain(value, depth: depth + 1)
            }
        default:
            throw ImportError(
                origin.complaint, "anchors and aliases are not allowed", at: position, advice: "Write the value out.")
        }
    }

    private static func notYAML(_ error: any Error, _ origin: Origin) -> ImportError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let isTooDeep = problem.contains("nesting level")
            return ImportError(
                isTooDeep ? .limit : origin.complaint, "not YAML: \(problem)", at: origin.position(mark))
        case .duplicatedKeysInMapping(let keys, let context):
            return ImportError(
                origin.complaint, "`\(keys.first.map { "\($0)" } ?? "")` is written twice",
                at: origin.position(context.mark))
        default:
            return ImportError(
                origin.complaint, "not YAML", at: SourcePosition(file: origin.file, line: origin.firstLine))
        }
    }

    var position: SourcePosition { origin.position(node.mark) }

    func error(_ message: String, advice: String? = nil) -> ImportError {
        ImportError(origin.complaint, message, at: position, advice: advice)
    }

    var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    var isList: Bool {
        if case .sequence = node { true } else { false }
    }

    /// The members of a mapping, in order.
    func members() throws(ImportError) -> [(key: String, value: YAMLPart)] {
        guard case .mapping(let mapping) = node else { throw error("\(what) must be a mapping") }
        var members: [(key: String, value: YAMLPart)] = []
        for (key, value) in mapping {
            guard case .scalar(let name) = key else { throw error("a key of \(what) must be plain text") }
            members.append((name.string, YAMLPart(value, origin, what: "`\(name.string)`")))
        }
        return members
    }

    /// The member of a mapping with a key; nil when it is missing or null, and for what is no mapping.
    subscript(key: String) -> YAMLPart? {
        guard case .mapping(let mapping) = node,
            let value = mapping.first(where: { $0.key.scalar?.string == key })?.value
        else { return nil }
        if case .scalar(let scalar) = value, scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
            return nil
        }
        return YAMLPart(value, origin, what: "`\(key)`")
    }

    /// The members of a mapping that may have these keys only.
    func members(of keys: [String]) throws(ImportError) -> [String: YAMLPart] {
        var known: [String: YAMLPart] = [:]
        for (key, value) in try members() {
            guard keys.contains(key) else {
                throw value.error(
                    "\(what) has no key `\(key)`",
                    advice: NameSuggestions.question(for: key, among: keys)
                        ?? "It may have: \(keys.joined(separator: ", ")).")
            }
            known[key] = value
        }
        return known
    }

    /// The elements of a list; a value that is no list stands for a list of one.
    func elements() -> [YAMLPart] {
        guard case .sequence(let sequence) = node else { return [self] }
        return sequence.map { YAMLPart($0, origin, what: "an element of \(what)") }
    }

    /// The text of a scalar as it is written, so that `007` and `no` stay what they are.
    func text() throws(ImportError) -> String {
        guard case .scalar(let scalar) = node else { throw error("\(what) must be text") }
        return scalar.string
    }

    func boolean() throws(ImportError) -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        default: throw error("\(what) must be true or false")
        }
    }
}
