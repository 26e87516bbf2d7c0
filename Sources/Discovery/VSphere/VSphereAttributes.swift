import GraphModel

/// The classes of managed objects, and the attributes of their items. Settings of guests (`extraConfig`) and
/// annotations hold secrets and are never looked at.
enum VSphereAttributes {
    /// The class of an object; nil for folders and what else only orders others.
    static func ciClass(_ object: VSphereObject) -> String? {
        if object.reference.type == "VirtualMachine" {
            let isTemplate = object.flag("Config.Template") ?? object.flag("Summary.Config.Template")
            return isTemplate == true ? "VirtualMachineTemplate" : "VirtualMachine"
        }
        return classes[object.reference.type]
    }

    /// Objects that are read for what they say about others.
    static let structural: Set<String> = ["Folder", "ComputeResource"]

    private static let classes = [
        "HostSystem": "Hypervisor", "ClusterComputeResource": "HypervisorCluster", "Datastore": "Datastore",
        "StoragePod": "StorageCluster", "Network": "VirtualNetwork", "DistributedVirtualPortgroup": "VirtualNetwork",
        "OpaqueNetwork": "VirtualNetwork", "DistributedVirtualSwitch": "VirtualSwitch",
        "VmwareDistributedVirtualSwitch": "VirtualSwitch", "ResourcePool": "ResourcePool",
        "VirtualApp": "ResourcePool", "Datacenter": "VirtualDatacenter",
    ]

    static func of(_ object: VSphereObject, named name: String) -> [Property] {
        var properties: [Property] = []
        properties.add(ConventionalProperty.name, unescaped(name))
        switch object.reference.type {
        case "VirtualMachine": addMachine(object, &properties)
        case "HostSystem": addHost(object, &properties)
        case "Datastore": addDatastore(object, &properties)
        default: break
        }
        return properties
    }

    static func name(of object: VSphereObject) -> String? {
        object.text("Name") ?? object.text("Summary.Config.Name") ?? object.text("Config.Name")
            ?? object.text("Summary.Name")
    }

    /// Names escape what paths are made of.
    private static func unescaped(_ name: String) -> String {
        name.replacing("%2f", with: "/").replacing("%2F", with: "/").replacing("%5c", with: "\\")
            .replacing("%5C", with: "\\").replacing("%25", with: "%")
    }

    private static func addMachine(_ vm: VSphereObject, _ properties: inout [Property]) {
        properties.add("instanceUUID", vm.text("Config.InstanceUuid") ?? vm.text("Summary.Config.InstanceUuid"))
        properties.add("biosUUID", vm.text("Config.Uuid") ?? vm.text("Summary.Config.Uuid"))
        properties.add("powerState", vm.text("Runtime.PowerState") ?? vm.text("Summary.Runtime.PowerState"))
        let system = vm.text("Guest.GuestFullName") ?? vm.text("Summary.Guest.GuestFullName")
        properties.add(
            "operatingSystem", system ?? vm.text("Config.GuestFullName") ?? vm.text("Summary.Config.GuestFullName"))
        let host = vm.text("Guest.HostName") ?? vm.text("Summary.Guest.HostName")
        properties.add("fqdn", host.flatMap { $0.contains(".") ? $0.lowercased() : nil })
        properties.add("processors", vm.count("Config.Hardware.NumCPU") ?? vm.count("Summary.Config.NumCpu"))
        let memory = vm.count("Config.Hardware.MemoryMB") ?? vm.count("Summary.Config.MemorySizeMB")
        properties.add("memoryMegabytes", memory.map(Double.init))
        let disks = vm.values("Config.Hardware.Device").compactMap { $0.either("CapacityInKB")?.wholeNumber }
        if !disks.isEmpty { properties.add("diskGigabytes", disks.reduce(0) { $0 + Double($1) / 1_048_576 }) }
        properties.add(
            "addresses",
            (vm.texts("Guest.Net.IpAddress") + vm.texts("Guest.IpAddress") + vm.texts("Summary.Guest.IpAddress")))
        let hardware = vm.texts("Config.Hardware.Device.MacAddress") + vm.texts("Guest.Net.MacAddress")
        properties.add("macAddresses", hardware.compactMap(HardwareAddress.normalised))
        properties.add("guestTools", vm.text("Guest.ToolsRunningStatus") ?? vm.text("Summary.Guest.ToolsRunningStatus"))
    }

    private static func addHost(_ host: VSphereObject, _ properties: inout [Property]) {
        func either(_ path: String) -> String? {
            host.text("Hardware.SystemInfo.\(path)") ?? host.text("Summary.Hardware.\(path)")
        }
        if let name = name(of: host), name.contains("."), name.last?.isLetter == true {
            properties.add("fqdn", name.lowercased())
        }
        properties.add("manufacturer", StatedText.of(either("Vendor")))
        properties.add("model", StatedText.of(either("Model")))
        properties.add("serialNumber", serialNumber(host))
        properties.add("biosUUID", either("Uuid"))
        properties.add("product", host.text("Config.Product.Name") ?? host.text("Summary.Config.Product.Name"))
        properties.add("version", host.text("Config.Product.Version") ?? host.text("Summary.Config.Product.Version"))
        properties.add(
            "operatingSystem", host.text("Config.Product.FullName") ?? host.text("Summary.Config.Product.FullName"))
        properties.add(
            "processors", host.count("Summary.Hardware.NumCpuPkgs") ?? host.count("Hardware.CpuInfo.NumCpuPackages"))
        properties.add(
            "cores", host.count("Summary.Hardware.NumCpuCores") ?? host.count("Hardware.CpuInfo.NumCpuCores"))
        let memory = host.count("Summary.Hardware.MemorySize") ?? host.count("Hardware.MemorySize")
        properties.add("memoryMegabytes", memory.map { Double($0 / 1_048_576) })
        properties.add("addresses", host.texts("Config.Network.Vnic.Spec.Ip.IpAddress"))
        let hardware = host.texts("Config.Network.Pnic.Mac") + host.texts("Config.Network.Vnic.Spec.Mac")
        properties.add("macAddresses", hardware.compactMap(HardwareAddress.normalised))
        if isInMaintenance(host) { properties.add(ConventionalProperty.state, "maintenance") }
    }

    static func isInMaintenance(_ host: VSphereObject) -> Bool {
        (host.flag("Runtime.InMaintenanceMode") ?? host.flag("Summary.Runtime.InMaintenanceMode")) == true
    }

    private static func serialNumber(_ host: VSphereObject) -> String? {
        if let stated = StatedText.of(host.text("Hardware.SystemInfo.SerialNumber")) { return stated }
        let all =
            host.values("Hardware.SystemInfo.OtherIdentifyingInfo")
            + host.values("Summary.Hardware.OtherIdentifyingInfo")
        for key in ["SerialNumberTag", "ServiceTag"] {
            for info in all where info.either("IdentifierType")?.either("Key")?.text == key {
                if let text = StatedText.of(info.either("IdentifierValue")?.text) { return text }
            }
        }
        return nil
    }

    private static func addDatastore(_ datastore: VSphereObject, _ properties: inout [Property]) {
        guard let capacity = datastore.count("Summary.Capacity"), capacity > 0 else { return }
        let gigabyte = Double(1 << 30)
        properties.add("capacityGigabytes", Double(capacity) / gigabyte)
        if let free = datastore.count("Summary.FreeSpace") {
            properties.add("usedGigabytes", (Double(capacity) - Double(free)) / gigabyte)
        }
    }
}
