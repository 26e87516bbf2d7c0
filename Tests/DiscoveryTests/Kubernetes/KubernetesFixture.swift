import Discovery
import Foundation

/// Texts in the shape that kubectl and the API print.
enum KubernetesFixture {
    static func text(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
    }

    static func run(_ texts: String..., options: [String: String] = ["cluster": "c"]) throws(ImportError) -> ImporterRun
    {
        let importer = try KubernetesImporter(options: ImporterOptions(values: options))
        var inputs: [(String, String)] = []
        for (index, text) in texts.enumerated() { inputs.append(("k\(index + 1).json", text)) }
        return try ImporterRun(importer, inputs, chunk: 4_096)
    }

    /// A list of objects that know their kind.
    static func list(_ objects: String...) -> String {
        "{\"apiVersion\":\"v1\",\"items\":[\(objects.joined(separator: ","))],\"kind\":\"List\",\"metadata\":{}}"
    }

    /// An object with a name and further members, written without quotes round names: `spec: {replicas: 2}`.
    static func object(
        _ kind: String, _ name: String, _ members: String = "", metadata: String = "", apiVersion: String = "v1"
    ) -> String {
        let metadata =
            "metadata: {name: \"\(name)\", uid: \"uid-\(kind)-\(name)\"\(metadata.isEmpty ? "" : ", ")\(metadata)}"
        let text =
            "{apiVersion: \"\(apiVersion)\", kind: \"\(kind)\", \(metadata)\(members.isEmpty ? "" : ", ")\(members)}"
        return quoted(text)
    }

    /// A pod of an owner, on a node.
    static func pod(
        _ name: String, labels: String = "app: \"a\"", owner: String? = nil, ready: Bool = true,
        phase: String = "Running",
        spec: String = ""
    ) -> String {
        var metadata = "labels: {\(labels)}"
        if let owner {
            let parts = owner.split(separator: "/")
            metadata += ", ownerReferences: [{kind: \"\(parts[0])\", name: \"\(parts[1])\", "
            metadata += "uid: \"uid-\(parts[0])-\(parts[1])\", controller: true}]"
        }
        let status =
            "status: {phase: \"\(phase)\", conditions: [{type: \"Ready\", status: \"\(ready ? "True" : "False")\"}]}"
        return object("Pod", name, "spec: {\(spec)}, \(status)", metadata: metadata)
    }

    /// Puts bare names before a colon into quotes.
    static func quoted(_ text: String) -> String {
        var result = ""
        var word = ""
        var inString = false
        for character in text {
            if character == "\"" { inString.toggle() }
            if !inString, character.isLetter || (!word.isEmpty && character.isNumber) {
                word.append(character)
                continue
            }
            if !word.isEmpty {
                result += character == ":" ? "\"\(word)\"" : word
                word = ""
            }
            result.append(character)
        }
        return result + word
    }
}
