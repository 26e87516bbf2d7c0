/// Which CIs to list.
public struct FindRequest: Sendable {
    /// Part of the name or of an identity, whatever the case; nil: all.
    public var text: String?
    /// The class, subclasses included; nil: all CIs.
    public var ciClass: String?
    /// Attributes that must have these values, compared as text.
    public var attributes: [(key: String, value: String)]

    public init(text: String? = nil, ciClass: String? = nil, attributes: [(key: String, value: String)] = []) {
        self.text = text
        self.ciClass = ciClass
        self.attributes = attributes
    }
}
