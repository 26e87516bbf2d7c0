/// The kinds of entities that are configuration items, and the classes that they are.
enum BackstageKind: String {
    case component, system, domain, api, resource, group, user

    func ciClass(type: String?) -> String {
        let type = type?.lowercased() ?? ""
        switch self {
        case .component: return Self.components[type] ?? "ApplicationComponent"
        case .system: return "ApplicationSystem"
        case .domain: return "ApplicationDomain"
        case .api: return "API"
        case .resource: return Self.resources.first { type.contains($0.word) }?.ciClass ?? "ConfigurationItem"
        case .group: return "Team"
        case .user: return "Person"
        }
    }

    private static let components = [
        "service": "Microservice", "backend": "Microservice", "website": "Website", "frontend": "Website",
        "library": "SoftwareLibrary", "mobile": "MobileApplication", "mobile-app": "MobileApplication",
        "pipeline": "DataPipeline", "data-pipeline": "DataPipeline", "application": "Application",
    ]

    /// Types of resources are free text: what a word in one tells, the most particular first.
    private static let resources: [(word: String, ciClass: String)] = [
        ("kubernetes", "KubernetesCluster"), ("database", "Database"), ("postgres", "Database"), ("mysql", "Database"),
        ("mongo", "Database"), ("dynamo", "Database"), ("bigtable", "Database"), ("redis", "Cache"), ("cache", "Cache"),
        ("elasticsearch", "SearchIndex"), ("search", "SearchIndex"), ("bucket", "ObjectBucket"), ("s3", "ObjectBucket"),
        ("queue", "MessageQueue"), ("sqs", "MessageQueue"), ("topic", "MessageTopic"), ("sns", "MessageTopic"),
        ("kafka", "MessageBroker"), ("rabbitmq", "MessageBroker"), ("broker", "MessageBroker"),
        ("load-balancer", "LoadBalancer"), ("loadbalancer", "LoadBalancer"), ("cdn", "ContentDeliveryNetwork"),
        ("lambda", "CloudFunction"), ("function", "CloudFunction"), ("secret", "SecretStore"), ("vm", "VirtualMachine"),
        ("server", "ComputeResource"), ("warehouse", "DataWarehouse"), ("dataset", "DataSet"),
        ("saas", "SoftwareAsAService"),
    ]
}
