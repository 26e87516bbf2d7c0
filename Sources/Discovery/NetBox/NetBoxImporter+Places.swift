import GraphModel

extension NetBoxImporter {
    /// Emits an item with its links; whatever throws has to come before.
    func emit(
        _ object: NetBoxObject, _ ciClass: String, _ attributes: [Property], _ links: RecordLinks,
        into sink: any DiscoverySink
    ) throws(ImportError) {
        try sink.acceptItem(ciClass, nativeID(object.key), attributes, at: object.position)
        try links.emit(into: sink)
    }

    func links(of object: NetBoxObject) throws(ImportError) -> RecordLinks {
        var links = RecordLinks(from: nativeID(object.key), at: object.position)
        if let tenant = try object.key("tenant", .tenant) { links.add("OWNED_BY", nativeID(tenant)) }
        return links
    }

    /// Name, description, state and tags, which nearly every object has.
    func attributes(of object: NetBoxObject, name: String) -> [Property] {
        var attributes: [Property] = []
        attributes.add(ConventionalProperty.name, name)
        attributes.add("description", object.text("description"))
        attributes.add(ConventionalProperty.state, NetBoxWords.state(object))
        attributes.add("tags", object.fields.value["tags"]?.elements.compactMap { $0["name"]?.text } ?? [])
        return attributes
    }

    /// Places the object in the innermost of several.
    ///
    /// - Parameter fields: From the innermost to the outermost.
    func locate(
        _ object: NetBoxObject, in fields: [(String, NetBoxModel)], _ links: inout RecordLinks
    ) throws(ImportError) {
        for (field, model) in fields {
            if let key = try object.key(field, model) { return links.add("LOCATED_IN", nativeID(key)) }
        }
        guard let scope = try object.key(type: "scope_type", id: "scope_id") else { return }
        let places: Set<NetBoxModel?> = [.site, .location, .region]
        if places.contains(scope.model) { links.add("LOCATED_IN", nativeID(scope)) }
    }

    func place(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        var attributes = attributes(of: object, name: try object.name())
        var links = try links(of: object)
        let ciClass: String
        switch object.model {
        case .region:
            ciClass = "Region"
            try locate(object, in: [("parent", .region)], &links)
        case .site:
            ciClass = "Site"
            attributes.add("code", object.text("slug"))
            attributes.add("address", object.text("physical_address"))
            attributes.add("timeZone", object.text("time_zone"))
            attributes.add("facility", object.text("facility"))
            if let latitude = object.number("latitude"), let longitude = object.number("longitude") {
                attributes.add(Property("position", .point(Point(system: .wgs84, x: longitude, y: latitude))))
            }
            try locate(object, in: [("region", .region)], &links)
        case .rack:
            ciClass = "Rack"
            attributes.add("serialNumber", StatedText.of(object.text("serial")))
            attributes.add("assetTag", object.text("asset_tag"))
            attributes.add("capacityUnits", object.whole("u_height"))
            attributes.add("facility", object.text("facility_id"))
            try locate(
                object, in: [("location", .location), ("group", .rackGroup), ("site", .site)], &links)
        default:
            ciClass = "Location"
            try locate(object, in: [("parent", .location), ("site", .site)], &links)
        }
        try emit(object, ciClass, attributes, links, into: sink)
    }
}
