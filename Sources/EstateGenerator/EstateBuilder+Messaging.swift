import Discovery
import GraphModel

extension EstateBuilder {
    /// Broker clusters with their topics, and cache clusters.
    func buildMessaging() throws(ImportError) {
        for cluster in 0..<plan.brokerClusters.count {
            let members = members(of: cluster, plan.brokerClusters, in: plan.brokers)
            try item(
                "MiddlewareCluster", plan.brokerClusters, cluster, name: "kafka-\(EstateNames.padded(cluster, 4))",
                [Property("product", "Apache Kafka"), Property("state", "live")],
                groups: [RedundancyGroup(name: "members", threshold: .atLeast(members.count / 2 + 1))])
            try own((plan.brokerClusters, cluster))
            for broker in members {
                try member(
                    "MessageBroker", plan.brokers, broker, name: "kafka-\(EstateNames.padded(cluster, 4))-\(broker)",
                    role: EstatePlan.brokerRole, of: (plan.brokerClusters, cluster))
            }
        }
        for topic in 0..<plan.topics.count {
            var random = random(plan.topics, topic)
            let domain = EstateNames.domain(random.below(EstateNames.domains.count))
            try item("MessageTopic", plan.topics, topic, name: "\(domain).events.\(topic)")
            try relate((plan.topics, topic), "RUNS_ON", (plan.brokerClusters, topic / 10))
        }
        for cluster in 0..<plan.cacheClusters.count {
            try item(
                "MiddlewareCluster", plan.cacheClusters, cluster, name: "redis-\(EstateNames.padded(cluster, 4))",
                [Property("product", "Redis"), Property("state", "live")],
                groups: [RedundancyGroup(name: "members", threshold: .atLeast(1))])
            for cache in members(of: cluster, plan.cacheClusters, in: plan.caches) {
                try member(
                    "Cache", plan.caches, cache, name: "redis-\(EstateNames.padded(cluster, 4))-\(cache)",
                    role: EstatePlan.cacheRole, of: (plan.cacheClusters, cluster))
            }
        }
    }

    /// A cluster's member, on the machine of its block that plays the role.
    private func member(
        _ ciClass: String, _ layer: Layer, _ index: Int, name: String, role: Int, of cluster: (Layer, Int)
    ) throws(ImportError) {
        try item(ciClass, layer, index, name: name, [Property("state", "live")])
        try relate((layer, index), "RUNS_ON", (plan.machines, Self.machine(block: index, position: role)))
        try relate((layer, index), "MEMBER_OF", cluster, Self.member("members"))
    }

    private func members(of cluster: Int, _ clusters: Layer, in members: Layer) -> Range<Int> {
        cluster * members.count / clusters.count..<(cluster + 1) * members.count / clusters.count
    }
}
