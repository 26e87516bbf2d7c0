import Discovery
import GraphModel

extension EstateBuilder {
    /// Database clusters of three members with a quorum of two (a fifth: primary and replicas, one is enough), and the
    /// databases that they hold.
    func buildDatabases() throws(ImportError) {
        for cluster in 0..<plan.databaseClusters.count {
            var random = random(plan.databaseClusters, cluster)
            let engine = random.element(of: EstateNames.databaseEngines)
            let members = instances(ofDatabaseCluster: cluster).count
            let quorum = random.chance(percent: 20) ? 1 : members / 2 + 1
            try item(
                "DatabaseCluster", plan.databaseClusters, cluster, name: "dbcluster-\(EstateNames.padded(cluster, 4))",
                [Property("state", "live")],
                groups: [RedundancyGroup(name: "members", threshold: .atLeast(quorum))])
            try own((plan.databaseClusters, cluster))
            for instance in instances(ofDatabaseCluster: cluster) {
                try item(
                    "DatabaseInstance", plan.databaseInstances, instance,
                    name: "dbcluster-\(EstateNames.padded(cluster, 4))-\(instance)",
                    [Property("engine", .string(engine)), Property("port", 5_432), Property("state", "live")])
                try relate((plan.databaseInstances, instance), "RUNS_ON", databaseHost(instance))
                try relate(
                    (plan.databaseInstances, instance), "MEMBER_OF", (plan.databaseClusters, cluster),
                    Self.member("members"))
            }
        }
        for database in 0..<plan.databases.count {
            var random = random(plan.databases, database)
            try item(
                "Database", plan.databases, database,
                name: "\(EstateNames.domain(random.below(EstateNames.domains.count)))-db-\(database)",
                [Property("environment", .string(random.element(of: EstateNames.environments)))])
            try relate((plan.databases, database), "RUNS_ON", (plan.databaseClusters, database / 6))
            try own((plan.databases, database))
        }
    }

    private func instances(ofDatabaseCluster cluster: Int) -> Range<Int> {
        let (instances, clusters) = (plan.databaseInstances.count, plan.databaseClusters.count)
        return cluster * instances / clusters..<(cluster + 1) * instances / clusters
    }

    /// Every fifth instance has a server of its own, the others a virtual machine.
    private func databaseHost(_ instance: Int) -> (Layer, Int) {
        if instance % 5 == 0 { return (plan.servers, plan.servers.striped(instance, in: plan.databaseInstances)) }
        let perBlock = EstatePlan.databaseRoles.count
        let position = EstatePlan.databaseRoles.lowerBound + instance % perBlock
        return (plan.machines, Self.machine(block: instance / perBlock, position: position))
    }
}
