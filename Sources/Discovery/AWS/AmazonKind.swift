/// A kind of thing that AWS describes: under which names, what identifies it, and what of it becomes what.
struct AmazonKind {
    /// Where another thing's id stands, and the relationship to it.
    struct Link {
        /// Names of members from the outside in; lists on the way are gone through.
        var path: [String]
        var relationship: String
        /// From the other thing to this one.
        var isReversed = false
        var isSoft = false
        /// The redundancy group, when several are named.
        var group: String?

        init(_ path: String, _ relationship: String, reversed: Bool = false, soft: Bool = false, group: String? = nil) {
            self.path = path.split(separator: ".").map(String.init)
            self.relationship = relationship
            isReversed = reversed
            isSoft = soft
            self.group = group
        }
    }

    /// An attribute, and where its value stands: the first place that has one counts.
    struct Attribute {
        enum Form { case text, texts, hardware, count, amount, flag }

        var key: String
        var paths: [[String]]
        var form: Form

        init(_ key: String, _ paths: String..., as form: Form = .text) {
            self.key = key
            self.paths = paths.map { $0.split(separator: ".").map(String.init) }
            self.form = form
        }
    }

    /// The list in what the command line prints, such as `Vpcs`.
    var section: String
    /// AWS Config's name.
    var type: String
    var ciClass: String
    /// The first that is there identifies.
    var ids: [String]
    var name: String?
    var links: [Link] = []
    var attributes: [Attribute] = []

    static let ofSection: [String: AmazonKind] = Dictionary(
        all.map { ($0.section, $0) }, uniquingKeysWith: { first, _ in first })
    static let ofType: [String: AmazonKind] = Dictionary(
        all.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

    static let all: [AmazonKind] = compute + network + balancing + data + platform
}
