import Discovery
import GraphModel

extension EstateBuilder {
    /// Kubernetes clusters: nodes on virtual machines, namespaces, deployments with their pods, images and endpoints.
    func buildContainers() throws(ImportError) {
        for cluster in 0..<plan.orchestrators.count {
            let site = plan.orchestrators.site(of: cluster)
            try item(
                "KubernetesCluster", plan.orchestrators, cluster,
                name: "\(EstateNames.siteCode(site))-kubernetes-\(cluster)",
                [Property("version", "1.33"), Property("state", "live")],
                groups: [RedundancyGroup(name: "nodes", threshold: .percent(60))])
            try own((plan.orchestrators, cluster))
        }
        for node in 0..<plan.nodes.count {
            let perBlock = EstatePlan.nodeRoles.count
            let machine = Self.machine(
                block: node / perBlock, position: EstatePlan.nodeRoles.lowerBound + node % perBlock)
            let cluster = plan.orchestrators.striped(node, in: plan.nodes)
            try item(
                "KubernetesNode", plan.nodes, node, name: "node-\(EstateNames.padded(node, 6))",
                [Property("kubeletVersion", "1.33"), Property("state", "live")])
            try relate((plan.nodes, node), "RUNS_ON", (plan.machines, machine))
            try relate((plan.nodes, node), "MEMBER_OF", (plan.orchestrators, cluster), Self.member("nodes"))
        }
        for namespace in 0..<plan.namespaces.count {
            let domain = EstateNames.domain(namespace)
            try item(
                "KubernetesNamespace", plan.namespaces, namespace, name: "\(domain)-\(namespace)",
                [Property("state", "live")])
            try relate((plan.namespaces, namespace), "PART_OF", (plan.orchestrators, namespace / 6))
        }
        try buildImages()
        let pods = UnevenPartition(items: plan.pods.count, owners: plan.deployments.count)
        for deployment in 0..<plan.deployments.count { try buildDeployment(deployment, pods: pods.range(deployment)) }
    }

    private func buildImages() throws(ImportError) {
        for image in 0..<plan.images.count {
            var random = random(plan.images, image)
            let domain = EstateNames.domain(random.below(EstateNames.domains.count))
            let version = "\(random.below(9)).\(random.below(30)).\(random.below(12))"
            try item(
                "ContainerImage", plan.images, image, name: "\(domain)/image-\(image):\(version)",
                [Property("tag", .string(version))])
        }
    }

    private func buildDeployment(_ deployment: Int, pods: Range<Int>) throws(ImportError) {
        var random = random(plan.deployments, deployment)
        let site = plan.deployments.site(of: deployment)
        let clusters = plan.orchestrators.range(ofSite: site)
        let cluster = random.element(of: clusters)
        let namespace = 6 * cluster + random.below(6)
        let name = "\(EstateNames.domain(namespace))-\(random.element(of: EstateNames.functions))-\(deployment)"
        try item(
            "Deployment", plan.deployments, deployment, name: name,
            [Property("replicas", .integer(Int64(pods.count))), Property("state", "live")],
            groups: pods.isEmpty
                ? [] : [RedundancyGroup(name: "replicas", threshold: .atLeast(max(1, pods.count / 2)))])
        try relate((plan.deployments, deployment), "PART_OF", (plan.namespaces, namespace))
        try relate((plan.deployments, deployment), "RUNS_ON", (plan.orchestrators, cluster))
        try own((plan.deployments, deployment))

        let nodes = plan.nodes.range(ofSite: site)
        let rank = cluster - clusters.lowerBound
        let clusterNodes = (nodes.count - rank + clusters.count - 1) / clusters.count
        let first = random.below(clusterNodes)
        let image = random.below(plan.images.count)
        for pod in pods {
            let node = nodes.lowerBound + rank + (first + pod - pods.lowerBound) % clusterNodes * clusters.count
            try item(
                "Pod", plan.pods, pod, name: "\(name)-\(String(pod, radix: 36))",
                [Property("phase", "Running"), Property("state", "live")])
            try relate((plan.pods, pod), "RUNS_ON", (plan.nodes, node))
            try relate((plan.pods, pod), "MEMBER_OF", (plan.deployments, deployment), Self.member("replicas"))
            try relate((plan.pods, pod), "PROVISIONED_FROM", (plan.images, image))
        }
        if let endpoint = endpoint(ofDeployment: deployment) { try buildEndpoint(endpoint, name: name, pods: pods) }
    }

    /// The address of a deployment: any pod answers.
    private func buildEndpoint(_ endpoint: Int, name: String, pods: Range<Int>) throws(ImportError) {
        try item(
            "KubernetesService", plan.endpoints, endpoint, name: "\(name)-service",
            [Property("ports", .list([endpoint % 3 == 0 ? "8443/TCP" : "8080/TCP"])), Property("state", "live")],
            groups: pods.isEmpty ? [] : [RedundancyGroup(name: "endpoints", threshold: .atLeast(1))])
        for pod in pods {
            try relate((plan.endpoints, endpoint), "DEPENDS_ON", (plan.pods, pod), Self.member("endpoints"))
        }
    }

    /// Every second deployment has an address.
    func endpoint(ofDeployment deployment: Int) -> Int? {
        deployment % 2 == 0 && deployment / 2 < plan.endpoints.count ? deployment / 2 : nil
    }
}
