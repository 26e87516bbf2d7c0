/// The objects that are read, by their identifiers.
enum SNMPColumn: String, CaseIterable {
    case systemDescription = "1.3.6.1.2.1.1.1"
    case systemObject = "1.3.6.1.2.1.1.2"
    case systemName = "1.3.6.1.2.1.1.5"
    case systemLocation = "1.3.6.1.2.1.1.6"
    case interfaceDescription = "1.3.6.1.2.1.2.2.1.2"
    case interfaceType = "1.3.6.1.2.1.2.2.1.3"
    case interfaceMTU = "1.3.6.1.2.1.2.2.1.4"
    case interfaceSpeed = "1.3.6.1.2.1.2.2.1.5"
    case interfaceAddress = "1.3.6.1.2.1.2.2.1.6"
    case interfaceAdmin = "1.3.6.1.2.1.2.2.1.7"
    case interfaceOperation = "1.3.6.1.2.1.2.2.1.8"
    case interfaceName = "1.3.6.1.2.1.31.1.1.1.1"
    case interfaceHighSpeed = "1.3.6.1.2.1.31.1.1.1.15"
    case interfaceAlias = "1.3.6.1.2.1.31.1.1.1.18"
    case interfaceStack = "1.3.6.1.2.1.31.1.2.1.3"
    case aggregateOfPort = "1.2.840.10006.300.43.1.2.1.1.13"
    case forwarding = "1.3.6.1.2.1.4.1"
    case addressInterface = "1.3.6.1.2.1.4.20.1.2"
    case addressInterfaceNew = "1.3.6.1.2.1.4.34.1.3"
    case addressKind = "1.3.6.1.2.1.4.34.1.4"
    case bridgeAddress = "1.3.6.1.2.1.17.1.1"
    case bridgePorts = "1.3.6.1.2.1.17.1.2"
    case bridgePortInterface = "1.3.6.1.2.1.17.1.4.1.2"
    case forwardedPort = "1.3.6.1.2.1.17.4.3.1.2"
    case forwardedStatus = "1.3.6.1.2.1.17.4.3.1.3"
    case forwardedVLANPort = "1.3.6.1.2.1.17.7.1.2.2.1.2"
    case forwardedVLANStatus = "1.3.6.1.2.1.17.7.1.2.2.1.3"
    case vlanName = "1.3.6.1.2.1.17.7.1.4.3.1.1"
    case portVLAN = "1.3.6.1.2.1.17.7.1.4.5.1.1"
    case entityDescription = "1.3.6.1.2.1.47.1.1.1.1.2"
    case entityContainer = "1.3.6.1.2.1.47.1.1.1.1.4"
    case entityClass = "1.3.6.1.2.1.47.1.1.1.1.5"
    case entityName = "1.3.6.1.2.1.47.1.1.1.1.7"
    case entityFirmware = "1.3.6.1.2.1.47.1.1.1.1.9"
    case entitySoftware = "1.3.6.1.2.1.47.1.1.1.1.10"
    case entitySerial = "1.3.6.1.2.1.47.1.1.1.1.11"
    case entityMaker = "1.3.6.1.2.1.47.1.1.1.1.12"
    case entityModel = "1.3.6.1.2.1.47.1.1.1.1.13"
    case entityAsset = "1.3.6.1.2.1.47.1.1.1.1.15"
    case entityAlias = "1.3.6.1.2.1.47.1.3.2.1.2"
    case ownChassisType = "1.0.8802.1.1.2.1.3.1"
    case ownChassis = "1.0.8802.1.1.2.1.3.2"
    case ownPortType = "1.0.8802.1.1.2.1.3.7.1.2"
    case ownPort = "1.0.8802.1.1.2.1.3.7.1.3"
    case ownPortDescription = "1.0.8802.1.1.2.1.3.7.1.4"
    case remoteChassisType = "1.0.8802.1.1.2.1.4.1.1.4"
    case remoteChassis = "1.0.8802.1.1.2.1.4.1.1.5"
    case remotePortType = "1.0.8802.1.1.2.1.4.1.1.6"
    case remotePort = "1.0.8802.1.1.2.1.4.1.1.7"
    case remotePortDescription = "1.0.8802.1.1.2.1.4.1.1.8"
    case remoteName = "1.0.8802.1.1.2.1.4.1.1.9"
    case remoteDescription = "1.0.8802.1.1.2.1.4.1.1.10"
    case remoteCapabilities = "1.0.8802.1.1.2.1.4.1.1.12"
    case remoteAddress = "1.0.8802.1.1.2.1.4.2.1.3"
    case ciscoVersion = "1.3.6.1.4.1.9.9.23.1.2.1.1.5"
    case ciscoDevice = "1.3.6.1.4.1.9.9.23.1.2.1.1.6"
    case ciscoPort = "1.3.6.1.4.1.9.9.23.1.2.1.1.7"
    case ciscoPlatform = "1.3.6.1.4.1.9.9.23.1.2.1.1.8"

    private static let all: [[UInt32]: SNMPColumn] = Dictionary(
        uniqueKeysWithValues: allCases.map { (SNMPWalkReader.identifier($0.rawValue[...]) ?? [], $0) })
    private static let lengths: [Int] = Set(all.keys.map(\.count)).sorted(by: >)

    /// The column that an object is of, and what tells it from the others of the column.
    static func of(_ identifier: [UInt32]) -> (column: SNMPColumn, index: [UInt32])? {
        for length in lengths where identifier.count > length {
            if let column = all[Array(identifier.prefix(length))] {
                return (column, Array(identifier.dropFirst(length)))
            }
        }
        return nil
    }

    private static let roots = [
        "1.3.6.1.2.1.1.", "1.3.6.1.2.1.2.2.1.", "1.3.6.1.2.1.31.1.", "1.3.6.1.2.1.4.", "1.3.6.1.2.1.17.",
        "1.3.6.1.2.1.47.1.", "1.0.8802.1.1.2.1.", "1.2.840.10006.300.43.1.2.1.1.13.", "1.3.6.1.4.1.9.9.23.1.2.1.1.",
    ]

    /// A quick look at the text, before it is taken apart.
    static func isLikely(_ text: Substring) -> Bool {
        let plain = text.hasPrefix(".") ? text.dropFirst() : text
        if plain.hasPrefix("iso") { return roots.contains { plain.dropFirst(3).hasPrefix($0.dropFirst()) } }
        return roots.contains { plain.hasPrefix($0) }
    }
}
