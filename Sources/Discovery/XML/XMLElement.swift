import GraphModel

/// An element of an XML document with all that is in it, and its place.
///
/// Names are local ones: prefixes are left out, and `namespace` tells what they stood for.
struct XMLElement: Sendable {
    let name: String
    let namespace: String?
    let attributes: [String: String]
    /// Elements directly within, in order.
    var children: [XMLElement] = []
    /// All text directly within, CDATA included, without white space around it.
    var text = ""
    let position: SourcePosition

    /// An attribute that is there and not empty.
    subscript(attribute: String) -> String? {
        attributes[attribute].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The first element of a name directly within.
    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of the first element of a name directly within; nil when it is missing or empty.
    func text(_ name: String) -> String? {
        child(name).flatMap { $0.text.isEmpty ? nil : $0.text }
    }
}
