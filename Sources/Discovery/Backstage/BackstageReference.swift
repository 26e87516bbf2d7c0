/// How Backstage names an entity: `[kind:][namespace/]name`, without regard to case.
struct BackstageReference: Hashable {
    let kind: String
    let namespace: String
    let name: String

    init(kind: String, namespace: String, name: String) {
        self.kind = kind.lowercased()
        self.namespace = namespace.lowercased()
        self.name = name.lowercased()
    }

    /// - Parameters:
    ///   - kind: where the text names none.
    ///   - namespace: likewise: that of the entity that refers.
    init?(_ text: String, kind: String, namespace: String) {
        var (kind, namespace, rest) = (kind, namespace, Substring(text))
        if let colon = rest.firstIndex(of: ":") {
            kind = String(rest[..<colon])
            rest = rest[rest.index(after: colon)...]
        }
        if let slash = rest.firstIndex(of: "/") {
            namespace = String(rest[..<slash])
            rest = rest[rest.index(after: slash)...]
        }
        let parts = [Substring(kind), Substring(namespace), rest]
        guard parts.allSatisfy({ !$0.isEmpty && !$0.contains { ":/".contains($0) || $0.isWhitespace } }) else {
            return nil
        }
        self.init(kind: kind, namespace: namespace, name: String(rest))
    }

    var nativeID: String { "\(kind):\(namespace)/\(name)" }
}
