/// Attributes that a state or plan marks as sensitive, and those that hold secrets whatever it says, are forgotten at
/// once.
enum TerraformSecrets {
    /// - Parameters:
    ///   - paths: `sensitive_attributes` of a state: lists of steps, of which the first names an attribute.
    ///   - marks: `sensitive_values` of what `show -json` prints: true where the value of the same place is sensitive.
    static func removed(from attributes: JSONValue, paths: JSONValue?, marks: JSONValue?) -> JSONValue {
        guard case .object(var object) = attributes else { return .object(JSONObject()) }
        var sensitive: Set<String> = []
        for path in paths?.elements ?? [] {
            // Older versions print a path as a list of steps, the oldest as a step of its own.
            let step = path.elements.first ?? path
            if let name = step["value"]?.string ?? step.string { sensitive.insert(name) }
        }
        for mark in marks?.members ?? [] where containsTrue(mark.value) { sensitive.insert(mark.name) }
        object.members.removeAll { sensitive.contains($0.name) }
        return .object(object)
    }

    private static func containsTrue(_ value: JSONValue) -> Bool {
        var open = [value]
        while let value = open.popLast() {
            switch value {
            case .boolean(true): return true
            case .array(let elements): open += elements
            case .object(let object): open += object.members.map(\.value)
            default: break
            }
        }
        return false
    }
}
