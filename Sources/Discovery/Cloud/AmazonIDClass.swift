/// What the ids of Amazon say about the kind of thing that they name.
enum AmazonIDClass {
    /// The class of the item with an id of EC2, or with an ARN of a few other services.
    static func of(_ id: String) -> String? {
        if CloudIdentifier.isAmazonID(id), let hyphen = id.utf8.lastIndex(of: 0x2D) {
            return classes[String(id[..<hyphen])]
        }
        guard let name = AmazonResourceName(id) else { return nil }
        switch name.service {
        case "elasticloadbalancing":
            return name.resource.hasPrefix("targetgroup/") ? "TargetGroup" : "CloudLoadBalancer"
        case "kms": return name.resource.hasPrefix("key/") ? "CloudKey" : nil
        case "acm": return "Certificate"
        case "sqs": return "ManagedQueue"
        case "sns": return "ManagedTopic"
        case "iam":
            return name.resource.hasPrefix("role/") || name.resource.hasPrefix("instance-profile/")
                ? "CloudIdentity" : nil
        default: return nil
        }
    }

    private static let classes = [
        "i": "CloudInstance", "vpc": "VirtualPrivateCloud", "subnet": "CloudSubnet", "sg": "SecurityGroup",
        "vol": "BlockVolume", "snap": "VolumeSnapshot", "eni": "CloudNetworkInterface", "ami": "MachineImage",
        "eipalloc": "ElasticIPAddress", "rtb": "RouteTable", "igw": "InternetGateway", "nat": "NATGateway",
        "tgw": "TransitGateway", "vgw": "VPNGateway", "vpn": "CloudVPNConnection", "lt": "MachineImage",
        "fs": "CloudFileSystem", "acl": "SecurityGroup",
    ]
}
