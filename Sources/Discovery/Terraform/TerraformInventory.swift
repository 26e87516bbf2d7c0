import GraphModel

/// What is remembered of every instance until all inputs are read: who it is, and which texts of it may name others.
struct TerraformInventory {
    /// A reference whose attribute and text are kept once for all instances.
    struct Reference {
        var key: Int32
        var text: Int32
    }

    struct Node {
        /// Its address, with the key of what a replacement left behind.
        var name: Int32
        var type: String
        /// Nil for ties and settings, which are no items.
        var ciClass: String?
        var isData: Bool
        var isDeposed: Bool
        var configuration: Int32
        var module: Int32
        /// What a plan changes from and to; a state knows the second only. Nil when the instance is not there.
        var before: [Reference]?
        var after: [Reference]?
        /// Attributes that a plan does not know yet.
        var unknown: Set<Int32> = []
        var position: SourcePosition
        /// Of a plan: the item itself changes.
        var isChanged = false
        /// It has a second copy in another zone, and survives the loss of its own.
        var isInSeveralZones = false
        /// The managed resource that a look-up found.
        var twin: Int?
    }

    var nodes: [Node] = []
    /// Items that wait for their redundancy, or for the end, by node.
    var waiting: [Int: DiscoveredItem] = [:]
    /// The places of nodes by name.
    private var places: [Int32: Int] = [:]
    /// Nodes of each configuration address.
    private(set) var ofConfiguration: [Int32: [Int]] = [:]
    /// Configuration addresses that each configuration address depends on.
    var dependencies: [Int32: Set<Int32>] = [:]
    private(set) var texts = InternedTexts()
    private var byGlobalID: [Int32: Int] = [:]
    private var byTypedName: [TypedName: Int] = [:]

    private struct TypedName: Hashable {
        var type: String
        var name: String
    }

    mutating func intern(_ text: String) -> Int32 { texts.intern(text) }

    /// The text as it is kept already.
    mutating func shared(_ text: String) -> String {
        let place = texts.intern(text)
        return texts[place]
    }

    mutating func references(in attributes: JSONValue) -> [Reference] {
        TerraformReferences.found(in: attributes).map { found in
            Reference(key: texts.intern(found.key), text: texts.intern(found.text))
        }
    }

    /// - Returns: The node's place, or nil when there is one of that name already.
    mutating func add(_ node: Node) -> Int? {
        guard places[node.name] == nil else { return nil }
        places[node.name] = nodes.count
        if !node.isDeposed { ofConfiguration[node.configuration, default: []].append(nodes.count) }
        nodes.append(node)
        return nodes.count - 1
    }

    /// Remembers what others call the node. What is managed comes before what is only looked up, and both before what a
    /// replacement has left behind.
    mutating func name(_ place: Int, by attributes: JSONValue) {
        let node = nodes[place]
        for key in ["id", "arn", "self_link", "unique_id", "qualified_arn", "instance_group", "moid"] {
            guard let text = attributes[key]?.string else { continue }
            if CloudIdentifier.isGlobal(text) {
                let symbol = texts.intern(CloudIdentifier.canonical(text))
                if isBetter(node, than: byGlobalID[symbol]) { byGlobalID[symbol] = place }
            }
        }
        guard TerraformReferences.typesNamed.contains(node.type) else { return }
        for key in ["id", "name", "identifier", "cluster_identifier", "bucket", "function_name", "moid"] {
            guard let text = attributes[key]?.string else { continue }
            let name = TypedName(type: node.type, name: text)
            if isBetter(node, than: byTypedName[name]) { byTypedName[name] = place }
        }
        if let name = attributes["metadata"]?.elements.first?["name"]?.string {
            byTypedName[TypedName(type: node.type, name: name)] = place
        }
        if node.type == "vsphere_compute_cluster", let pool = attributes["resource_pool_id"]?.string {
            byTypedName[TypedName(type: node.type, name: pool)] = place
        }
    }

    private func isBetter(_ node: Node, than other: Int?) -> Bool {
        guard let other else { return true }
        return rank(node) > rank(nodes[other])
    }

    private func rank(_ node: Node) -> Int { node.isDeposed ? 0 : node.isData ? 1 : 2 }

    /// The node that a reference means.
    func target(of reference: Reference) -> Int? {
        if let place = byGlobalID[reference.text] { return place }
        for type in TerraformReferences.namedTypes[texts[reference.key]] ?? [] {
            if let place = byTypedName[TypedName(type: type, name: texts[reference.text])] { return place }
        }
        return nil
    }

    /// Looked-up things that are managed here too are those, and no items of their own.
    mutating func mergeLookups(_ ids: [Int: String]) {
        for (place, id) in ids {
            guard let symbol = texts.known(CloudIdentifier.canonical(id)), let twin = byGlobalID[symbol],
                twin != place, !nodes[twin].isData
            else { continue }
            nodes[place].twin = twin
            nodes[place].ciClass = nil
            waiting[place] = nil
        }
    }
}

/// Texts that many records repeat, each kept once.
struct InternedTexts {
    private var places: [String: Int32] = [:]
    private var texts: [String] = []

    mutating func intern(_ text: String) -> Int32 {
        if let known = places[text] { return known }
        let place = Int32(truncatingIfNeeded: texts.count)
        places[text] = place
        texts.append(text)
        return place
    }

    func known(_ text: String) -> Int32? { places[text] }

    subscript(place: Int32) -> String { texts[Int(place)] }
}

extension TerraformInventory {
    /// Whether a text that nothing here is called by names something that another source may report.
    func isForeign(_ text: Int32) -> Bool { AmazonIDClass.of(texts[text]) != nil }
}
