import GraphModel

/// Finds the objects in what `kubectl get -o json` and the API print: lists of objects that know their kind (`kind:
/// List`), lists of one kind (`kind: PodList`), single objects, and several of these one after the other.
///
/// One object is in memory at a time. Contents of secrets and settings are never kept.
final class KubernetesDocumentReader {
    private let reader: JSONReader
    private let take: (KubernetesObject) throws(ImportError) -> Void
    private let sink: any DiscoverySink
    /// Told once for each kind that nobody reads.
    private let unknown: (String, SourcePosition) -> Void

    /// What an object says, or what its list says of it.
    private struct TypeMeta {
        var kind: String?
        var apiVersion: String?

        /// The kind of a list's elements: `PodList` holds pods, `List` anything.
        var ofElements: TypeMeta {
            guard let kind, kind.hasSuffix("List") else { return TypeMeta() }
            let element = String(kind.dropLast(4))
            return element.isEmpty ? TypeMeta() : TypeMeta(kind: element, apiVersion: apiVersion)
        }
    }

    /// An element whose list has not told its kind yet.
    private struct Untyped {
        var members: [JSONObject.Member]
        var apiVersion: String?
        var position: SourcePosition
    }

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, unknown: @escaping (String, SourcePosition) -> Void,
        take: @escaping (KubernetesObject) throws(ImportError) -> Void
    ) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.take = take
        self.unknown = unknown
    }

    func readAll() throws(ImportError) {
        do throws(ImportError) {
            var untyped: [Untyped] = []
            while try reader.nextDocument() { try readNode(TypeMeta(), mayWait: false, &untyped) }
        } catch {
            // What came before the damage counts; behind it nothing can be found.
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    /// Reads an object, a list of them, or an array; a bad one is rejected and passed over.
    ///
    /// - Parameters:
    ///   - mayWait: The kind of the list around it is not known yet, so that an object without one goes to `untyped`.
    private func readNode(
        _ inherited: TypeMeta, mayWait: Bool, _ untyped: inout [Untyped]
    ) throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            if reader.token == .beginArray {
                try readElements(inherited, mayWait: mayWait, &untyped)
            } else {
                try readObject(inherited, mayWait: mayWait, &untyped)
            }
        }
    }

    private func readElements(
        _ type: TypeMeta, mayWait: Bool, _ untyped: inout [Untyped]
    ) throws(ImportError) {
        try reader.beginArray()
        while try reader.nextElement() { try readNode(type, mayWait: mayWait, &untyped) }
    }

    private func readObject(
        _ inherited: TypeMeta, mayWait: Bool, _ outer: inout [Untyped]
    ) throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var type = TypeMeta()
        var members: [JSONObject.Member] = []
        var untyped: [Untyped] = []
        var isList = false
        while try reader.nextKey() {
            if reader.keyIs("kind") {
                type.kind = try reader.readString()
            } else if reader.keyIs("apiVersion") {
                type.apiVersion = try reader.readString()
            } else if reader.keyIs("items") {
                isList = true
                if try reader.next() == .null { continue }
                try readElements(type.ofElements, mayWait: type.kind == nil, &untyped)
            } else if reader.keyIs("metadata") {
                members.append(JSONObject.Member("metadata", try readMetadata()))
            } else if isSkipped(ofKind: type.kind ?? inherited.kind) {
                try reader.skipValue()
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        if isList {
            try deliver(untyped, type.ofElements)
        } else if let kind = type.kind ?? inherited.kind {
            try deliver(members, kind, type.apiVersion ?? inherited.apiVersion ?? "v1", at: position)
        } else if mayWait {
            outer.append(Untyped(members: members, apiVersion: type.apiVersion, position: position))
        } else {
            throw withoutKind(position)
        }
    }

    /// Whether the member at hand is never needed: contents of secrets and settings, and all of unknown kinds.
    private func isSkipped(ofKind kind: String?) -> Bool {
        if reader.keyIs("data") || reader.keyIs("binaryData") || reader.keyIs("stringData") { return true }
        guard let kind else { return false }
        return KubernetesKind(rawValue: kind) == nil
    }

    private func withoutKind(_ position: SourcePosition) -> ImportError {
        ImportError(
            .badRecord, "the object has no kind", at: position,
            advice: "Objects have a `kind`, or stand in the list of one kind.")
    }

    private func deliver(_ untyped: [Untyped], _ type: TypeMeta) throws(ImportError) {
        for element in untyped {
            do throws(ImportError) {
                guard let kind = type.kind else { throw withoutKind(element.position) }
                let version = element.apiVersion ?? type.apiVersion ?? "v1"
                try deliver(element.members, kind, version, at: element.position)
            } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
    }

    private func deliver(
        _ members: [JSONObject.Member], _ kind: String, _ apiVersion: String, at position: SourcePosition
    ) throws(ImportError) {
        guard let known = KubernetesKind(rawValue: kind), known.isOf(apiVersion) else {
            if !KubernetesKind.passedOver.contains(kind) { unknown("\(kind) (\(apiVersion))", position) }
            return
        }
        let fields = JSONFields(JSONObject(members), at: position)
        try take(try KubernetesObject(known, apiVersion, fields, at: position))
    }

    /// The metadata without annotations, which may repeat a secret, and without the bookkeeping of who wrote what.
    private func readMetadata() throws(ImportError) -> JSONValue {
        try reader.next()
        guard reader.token == .beginObject else { return try reader.readValue() }
        var members: [JSONObject.Member] = []
        while try reader.nextKey() {
            if reader.keyIs("annotations") || reader.keyIs("managedFields") {
                try reader.skipValue()
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        return .object(JSONObject(members))
    }
}
