/// Tells a virtual machine by what its firmware calls itself.
enum VirtualHardware {
    private static let models = [
        "vmware", "virtualbox", "virtual machine", "kvm", "qemu", "standard pc", "hvm domu", "bochs", "openstack",
        "google compute engine", "amazon ec2", "rhev", "ovirt", "kubevirt", "parallels", "bhyve", "nutanix ahv",
        "alibaba cloud ecs", "droplet", "vserver",
    ]
    private static let makers = [
        "vmware", "qemu", "xen", "innotek", "amazon ec2", "google", "openstack", "ovirt", "nutanix ahv", "bhyve",
        "digitalocean", "alibaba cloud", "parallels",
    ]

    static func isVirtual(manufacturer: String?, model: String?) -> Bool {
        let model = model?.lowercased() ?? ""
        let manufacturer = manufacturer?.lowercased() ?? ""
        // Whole machines of a cloud are sold as its makers' metal.
        if model.contains(".metal") || model.contains("bare metal") { return false }
        return models.contains { model.contains($0) } || makers.contains { manufacturer.hasPrefix($0) }
    }
}
