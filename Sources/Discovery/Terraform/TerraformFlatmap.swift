/// Attributes of state versions up to 3, where every value is a text and nesting is spelled in the names:
/// `ebs.#`, `ebs.0.volume_id`, `groups.2541437006`, `tags.%`, `tags.Name`.
enum TerraformFlatmap {
    /// Deeper names are cut here.
    private static let deepest = 12

    private final class Node {
        var text: String?
        var isList = false
        var names: [String] = []
        var children: [String: Node] = [:]

        func child(_ name: String) -> Node {
            if let known = children[name] { return known }
            let made = Node()
            children[name] = made
            names.append(name)
            return made
        }

        var value: JSONValue {
            if isList { return .array(names.compactMap { children[$0]?.value }) }
            if children.isEmpty { return text.map { .string($0) } ?? .null }
            return .object(
                JSONObject(
                    names.compactMap { name in
                        children[name].map { JSONObject.Member(name, $0.value) }
                    }))
        }
    }

    static func nested(_ flat: JSONValue) -> JSONValue {
        let root = Node()
        for member in flat.members {
            guard let text = member.value.text else { continue }
            var node = root
            let parts = member.name.split(separator: ".", maxSplits: deepest, omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if part == "#", index == parts.count - 1 {
                    node.isList = true
                } else if part != "%" || index != parts.count - 1 {
                    node = node.child(String(part))
                }
            }
            if parts.last != "#", parts.last != "%" { node.text = text }
        }
        // A resource's attributes are never a list.
        root.isList = false
        return root.children.isEmpty ? .object(JSONObject()) : root.value
    }
}
