/// What the configuration of a plan says of attributes whose values are not known yet: which resources they come from.
struct TerraformConfiguration {
    /// References through variables and outputs of modules are followed so far.
    private static let longestChain = 24

    private struct Module {
        var resources: [String: [(key: String, references: [String])]] = [:]
        var outputs: [String: [String]] = [:]
        /// What the caller passes to each variable.
        var arguments: [String: [String]] = [:]
        var parent: String?
    }

    /// By module path without keys: `module.net.module.subnets`; empty for the root.
    private var modules: [String: Module] = [:]

    init(root: JSONValue) {
        var open: [(path: String, parent: String?, call: JSONValue, module: JSONValue)] = [("", nil, .null, root)]
        while let (path, parent, call, value) = open.popLast() {
            var module = Module(parent: parent)
            for resource in value["resources"]?.elements ?? [] {
                guard let address = resource["address"]?.string else { continue }
                module.resources[address] = Self.references(in: resource["expressions"] ?? .null)
            }
            for output in value["outputs"]?.members ?? [] {
                module.outputs[output.name] = Self.references(in: output.value).flatMap(\.references)
            }
            for argument in call["expressions"]?.members ?? [] {
                module.arguments[argument.name] = Self.references(in: argument.value).flatMap(\.references)
            }
            modules[path] = module
            for call in value["module_calls"]?.members ?? [] {
                let inner = path.isEmpty ? "module.\(call.name)" : "\(path).module.\(call.name)"
                open.append((inner, path, call.value, call.value["module"] ?? .null))
            }
        }
    }

    /// Per attribute of a resource, the addresses of the resources that its expression refers to.
    func references(of address: String) -> [(key: String, addresses: [String])] {
        let (path, local) = Self.split(address)
        return (modules[path]?.resources[local] ?? []).map { found in
            (found.key, resolve(found.references, in: path))
        }
    }

    /// Every object with `references` among expressions, under the name of the innermost attribute.
    private static func references(in expressions: JSONValue) -> [(key: String, references: [String])] {
        var result: [(key: String, references: [String])] = []
        var open: [(key: String, value: JSONValue)] = [("", expressions)]
        while let (key, value) = open.popLast() {
            if let references = value["references"]?.texts, !references.isEmpty {
                result.append((key, references))
            } else {
                for member in value.members.reversed() {
                    open.append((member.name == "expression" ? key : member.name, member.value))
                }
                for element in value.elements.reversed() { open.append((key, element)) }
            }
        }
        return result
    }

    private func resolve(_ references: [String], in path: String) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        var open = references.reversed().map { (reference: $0, path: path, depth: 0) }
        while let (reference, path, depth) = open.popLast() {
            guard depth < Self.longestChain, seen.insert("\(path) \(reference)").inserted else { continue }
            let parts = TerraformAddress.withoutKeys(reference).split(separator: ".").map(String.init)
            switch parts.first {
            case "var" where parts.count > 1:
                guard let module = modules[path], let parent = module.parent else { continue }
                open += (module.arguments[parts[1]] ?? []).reversed().map { ($0, parent, depth + 1) }
            case "module" where parts.count > 2:
                let inner = path.isEmpty ? "module.\(parts[1])" : "\(path).module.\(parts[1])"
                open += (modules[inner]?.outputs[parts[2]] ?? []).reversed().map { ($0, inner, depth + 1) }
            case "each", "count", "local", "path", "terraform", "self", nil: continue
            default:
                let count = parts[0] == "data" ? 3 : 2
                guard parts.count >= count else { continue }
                let address = (path.isEmpty ? "" : "\(path).") + parts.prefix(count).joined(separator: ".")
                if !found.contains(address) { found.append(address) }
            }
        }
        return found
    }

    /// Module path and address within it.
    private static func split(_ address: String) -> (path: String, local: String) {
        var parts = address.split(separator: ".").map(String.init)[...]
        var path: [String] = []
        while parts.count > 2, parts.first == "module" {
            path += parts.prefix(2)
            parts = parts.dropFirst(2)
        }
        return (path.joined(separator: "."), parts.joined(separator: "."))
    }
}
