extension AmazonKind {
    private static let zone = Link("AvailabilityZone", "LOCATED_IN")
    private static let groups = Link("SecurityGroups", "SECURED_BY")
    private static let key = Link("KmsKeyId", "SECURED_BY")

    static let compute = [
        AmazonKind(
            section: "Instances", type: "AWS::EC2::Instance", ciClass: "CloudInstance", ids: ["InstanceId"],
            links: [
                Link("SubnetId", "DEPENDS_ON"), Link("SecurityGroups.GroupId", "SECURED_BY"),
                Link("BlockDeviceMappings.Ebs.VolumeId", "ATTACHED_TO", reversed: true),
                Link("NetworkInterfaces.NetworkInterfaceId", "ATTACHED_TO", reversed: true),
                Link("ImageId", "PROVISIONED_FROM"), Link("IamInstanceProfile.Arn", "AUTHENTICATES_WITH"),
                Link("Placement.AvailabilityZone", "LOCATED_IN"),
            ],
            attributes: [
                Attribute("instanceType", "InstanceType"), Attribute("zone", "Placement.AvailabilityZone"),
                Attribute("powerState", "State.Name"), Attribute("architecture", "Architecture"),
                Attribute("operatingSystem", "PlatformDetails", "Platform"),
                Attribute("processors", "CpuOptions.CoreCount", as: .count),
                Attribute(
                    "addresses", "PrivateIpAddress", "PublicIpAddress",
                    "NetworkInterfaces.PrivateIpAddresses.PrivateIpAddress",
                    "NetworkInterfaces.Ipv6Addresses.Ipv6Address", as: .texts),
                Attribute("macAddresses", "NetworkInterfaces.MacAddress", as: .hardware),
            ]),
        AmazonKind(
            section: "Images", type: "AWS::EC2::Image", ciClass: "MachineImage", ids: ["ImageId"], name: "Name",
            links: [Link("BlockDeviceMappings.Ebs.SnapshotId", "PROVISIONED_FROM")],
            attributes: [Attribute("description", "Description")]),
        AmazonKind(
            section: "LaunchTemplates", type: "AWS::EC2::LaunchTemplate", ciClass: "MachineImage",
            ids: ["LaunchTemplateId"], name: "LaunchTemplateName"),
        AmazonKind(
            section: "Volumes", type: "AWS::EC2::Volume", ciClass: "BlockVolume", ids: ["VolumeId"],
            links: [
                Link("Attachments.InstanceId", "ATTACHED_TO"), Link("SnapshotId", "PROVISIONED_FROM"), zone, key,
            ],
            attributes: [
                Attribute("sizeGigabytes", "Size", as: .amount), Attribute("encrypted", "Encrypted", as: .flag),
            ]),
        AmazonKind(
            section: "Snapshots", type: "AWS::EC2::Snapshot", ciClass: "VolumeSnapshot", ids: ["SnapshotId"],
            links: [Link("VolumeId", "PROVISIONED_FROM")], attributes: [Attribute("description", "Description")]),
        AmazonKind(
            section: "AutoScalingGroups", type: "AWS::AutoScaling::AutoScalingGroup", ciClass: "AutoScalingGroup",
            ids: ["AutoScalingGroupARN"], name: "AutoScalingGroupName",
            links: [
                Link("LaunchTemplate.LaunchTemplateId", "PROVISIONED_FROM"),
                Link(
                    "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId",
                    "PROVISIONED_FROM"),
            ],
            attributes: [
                Attribute("minimumSize", "MinSize", as: .count),
                Attribute("desiredSize", "DesiredCapacity", as: .count),
                Attribute("maximumSize", "MaxSize", as: .count),
            ]),
    ]

    static let network: [AmazonKind] = [
        AmazonKind(
            section: "Vpcs", type: "AWS::EC2::VPC", ciClass: "VirtualPrivateCloud", ids: ["VpcId"],
            attributes: [Attribute("prefix", "CidrBlock")]),
        AmazonKind(
            section: "Subnets", type: "AWS::EC2::Subnet", ciClass: "CloudSubnet", ids: ["SubnetId"],
            links: [Link("VpcId", "PART_OF"), zone],
            attributes: [Attribute("prefix", "CidrBlock"), Attribute("zone", "AvailabilityZone")]),
        AmazonKind(
            section: "NetworkInterfaces", type: "AWS::EC2::NetworkInterface", ciClass: "CloudNetworkInterface",
            ids: ["NetworkInterfaceId"],
            links: [
                Link("Attachment.InstanceId", "ATTACHED_TO"), Link("SubnetId", "DEPENDS_ON"),
                Link("Groups.GroupId", "SECURED_BY"),
            ],
            attributes: [
                Attribute("description", "Description"), Attribute("macAddresses", "MacAddress", as: .hardware),
                Attribute("addresses", "PrivateIpAddresses.PrivateIpAddress", "Association.PublicIp", as: .texts),
            ]),
        AmazonKind(
            section: "SecurityGroups", type: "AWS::EC2::SecurityGroup", ciClass: "SecurityGroup", ids: ["GroupId"],
            name: "GroupName", links: [Link("VpcId", "PART_OF")],
            attributes: [Attribute("description", "Description")]),
        AmazonKind(
            section: "NetworkAcls", type: "AWS::EC2::NetworkAcl", ciClass: "SecurityGroup", ids: ["NetworkAclId"],
            links: [Link("VpcId", "PART_OF"), Link("Associations.SubnetId", "SECURED_BY", reversed: true)]),
        AmazonKind(
            section: "RouteTables", type: "AWS::EC2::RouteTable", ciClass: "RouteTable", ids: ["RouteTableId"],
            links: [
                Link("VpcId", "PART_OF"), Link("Associations.SubnetId", "DEPENDS_ON", reversed: true),
                Link("Routes.NatGatewayId", "DEPENDS_ON", soft: true),
                Link("Routes.GatewayId", "DEPENDS_ON", soft: true),
                Link("Routes.TransitGatewayId", "DEPENDS_ON", soft: true),
            ]),
        AmazonKind(
            section: "InternetGateways", type: "AWS::EC2::InternetGateway", ciClass: "InternetGateway",
            ids: ["InternetGatewayId"], links: [Link("Attachments.VpcId", "PART_OF")]),
        AmazonKind(
            section: "NatGateways", type: "AWS::EC2::NatGateway", ciClass: "NATGateway", ids: ["NatGatewayId"],
            links: [
                Link("SubnetId", "DEPENDS_ON"), Link("VpcId", "PART_OF"),
                Link("NatGatewayAddresses.AllocationId", "BOUND_TO", reversed: true),
            ]),
        AmazonKind(
            section: "TransitGateways", type: "AWS::EC2::TransitGateway", ciClass: "TransitGateway",
            ids: ["TransitGatewayId"], attributes: [Attribute("description", "Description")]),
        AmazonKind(
            section: "VpnGateways", type: "AWS::EC2::VPNGateway", ciClass: "VPNGateway", ids: ["VpnGatewayId"],
            links: [Link("VpcAttachments.VpcId", "PART_OF")]),
        AmazonKind(
            section: "VpnConnections", type: "AWS::EC2::VPNConnection", ciClass: "CloudVPNConnection",
            ids: ["VpnConnectionId"],
            links: [Link("VpnGatewayId", "DEPENDS_ON"), Link("TransitGatewayId", "DEPENDS_ON")]),
        AmazonKind(
            section: "VpcEndpoints", type: "AWS::EC2::VPCEndpoint", ciClass: "CloudResource", ids: ["VpcEndpointId"],
            name: "ServiceName",
            links: [
                Link("VpcId", "PART_OF"), Link("SubnetIds", "DEPENDS_ON", group: "subnets"),
                Link("Groups.GroupId", "SECURED_BY"),
            ]),
        AmazonKind(
            section: "Addresses", type: "AWS::EC2::EIP", ciClass: "ElasticIPAddress",
            ids: ["AllocationId", "PublicIp"],
            name: "PublicIp",
            links: [Link("InstanceId", "BOUND_TO"), Link("NetworkInterfaceId", "BOUND_TO")],
            attributes: [Attribute("address", "PublicIp")]),
        AmazonKind(
            section: "HostedZones", type: "AWS::Route53::HostedZone", ciClass: "HostedZone", ids: ["Id"], name: "Name"),
    ]

    static let balancing = [
        AmazonKind(
            section: "LoadBalancers", type: "AWS::ElasticLoadBalancingV2::LoadBalancer", ciClass: "CloudLoadBalancer",
            ids: ["LoadBalancerArn"], name: "LoadBalancerName",
            links: [
                Link("AvailabilityZones.SubnetId", "DEPENDS_ON", group: "subnets"), groups, Link("VpcId", "DEPENDS_ON"),
            ],
            attributes: [Attribute("scheme", "Scheme"), Attribute("dnsName", "DNSName")]),
        AmazonKind(
            section: "LoadBalancerDescriptions", type: "AWS::ElasticLoadBalancing::LoadBalancer",
            ciClass: "CloudLoadBalancer", ids: ["DNSName", "CanonicalHostedZoneName"], name: "LoadBalancerName",
            links: [
                Link("Subnets", "DEPENDS_ON", group: "subnets"), groups, Link("VPCId", "DEPENDS_ON"),
                Link("Instances.InstanceId", "MEMBER_OF", reversed: true),
            ],
            attributes: [Attribute("scheme", "Scheme"), Attribute("dnsName", "DNSName")]),
        AmazonKind(
            section: "TargetGroups", type: "AWS::ElasticLoadBalancingV2::TargetGroup", ciClass: "TargetGroup",
            ids: ["TargetGroupArn"], name: "TargetGroupName", links: [Link("VpcId", "DEPENDS_ON")],
            attributes: [Attribute("port", "Port", as: .count), Attribute("protocol", "Protocol")]),
    ]

    static let data = [
        AmazonKind(
            section: "DBInstances", type: "AWS::RDS::DBInstance", ciClass: "ManagedDatabase", ids: ["DBInstanceArn"],
            name: "DBInstanceIdentifier",
            links: [
                Link("DBSubnetGroup.Subnets.SubnetIdentifier", "DEPENDS_ON", group: "subnets"),
                Link("VpcSecurityGroups.VpcSecurityGroupId", "SECURED_BY"), key, zone,
            ],
            attributes: [
                Attribute("engine", "Engine"), Attribute("engineVersion", "EngineVersion"),
                Attribute("multiZone", "MultiAZ", as: .flag), Attribute("endpoint", "Endpoint.Address"),
                Attribute("zone", "AvailabilityZone"),
            ]),
        AmazonKind(
            section: "DBClusters", type: "AWS::RDS::DBCluster", ciClass: "DatabaseCluster", ids: ["DBClusterArn"],
            name: "DBClusterIdentifier",
            links: [Link("VpcSecurityGroups.VpcSecurityGroupId", "SECURED_BY"), key],
            attributes: [
                Attribute("engine", "Engine"), Attribute("engineVersion", "EngineVersion"),
                Attribute("multiZone", "MultiAZ", as: .flag), Attribute("endpoint", "Endpoint"),
            ]),
        AmazonKind(
            section: "CacheClusters", type: "AWS::ElastiCache::CacheCluster", ciClass: "ManagedCache",
            ids: ["ARN", "CacheClusterId"], name: "CacheClusterId",
            links: [
                Link("SecurityGroups.SecurityGroupId", "SECURED_BY"),
                Link("PreferredAvailabilityZone", "LOCATED_IN"),
            ]),
        AmazonKind(
            section: "ReplicationGroups", type: "AWS::ElastiCache::ReplicationGroup", ciClass: "ManagedCache",
            ids: ["ARN", "ReplicationGroupId"], name: "ReplicationGroupId", links: [key]),
        AmazonKind(
            section: "Buckets", type: "AWS::S3::Bucket", ciClass: "ObjectBucket", ids: ["BucketArn", "Name"],
            name: "Name"),
        AmazonKind(
            section: "FileSystems", type: "AWS::EFS::FileSystem", ciClass: "CloudFileSystem", ids: ["FileSystemId"],
            name: "Name", links: [key]),
        AmazonKind(
            section: "Table", type: "AWS::DynamoDB::Table", ciClass: "ManagedDatabase", ids: ["TableArn"],
            name: "TableName"),
        AmazonKind(
            section: "Topics", type: "AWS::SNS::Topic", ciClass: "ManagedTopic", ids: ["TopicArn"]),
    ]

    static let platform: [AmazonKind] = [
        AmazonKind(
            section: "Functions", type: "AWS::Lambda::Function", ciClass: "CloudFunction", ids: ["FunctionArn"],
            name: "FunctionName",
            links: [
                Link("VpcConfig.SubnetIds", "DEPENDS_ON", group: "subnets"),
                Link("VpcConfig.SecurityGroupIds", "SECURED_BY"), Link("Role", "AUTHENTICATES_WITH"),
                Link("KMSKeyArn", "SECURED_BY"),
            ],
            attributes: [Attribute("runtime", "Runtime"), Attribute("description", "Description")]),
        AmazonKind(
            section: "clusters", type: "AWS::ECS::Cluster", ciClass: "CloudResource", ids: ["clusterArn"],
            name: "clusterName"),
        AmazonKind(
            section: "services", type: "AWS::ECS::Service", ciClass: "CloudResource", ids: ["serviceArn"],
            name: "serviceName",
            links: [
                Link("clusterArn", "DEPENDS_ON"), Link("loadBalancers.targetGroupArn", "MEMBER_OF"),
                Link("networkConfiguration.awsvpcConfiguration.subnets", "DEPENDS_ON", group: "subnets"),
                Link("networkConfiguration.awsvpcConfiguration.securityGroups", "SECURED_BY"),
                Link("roleArn", "AUTHENTICATES_WITH"),
            ]),
        AmazonKind(
            section: "cluster", type: "AWS::EKS::Cluster", ciClass: "ManagedKubernetes", ids: ["arn"], name: "name",
            links: [
                Link("resourcesVpcConfig.subnetIds", "DEPENDS_ON", group: "subnets"),
                Link("resourcesVpcConfig.securityGroupIds", "SECURED_BY"), Link("roleArn", "AUTHENTICATES_WITH"),
            ],
            attributes: [Attribute("version", "version")]),
        AmazonKind(
            section: "nodegroup", type: "AWS::EKS::Nodegroup", ciClass: "NodePool", ids: ["nodegroupArn"],
            name: "nodegroupName",
            links: [Link("subnets", "DEPENDS_ON", group: "subnets"), Link("nodeRole", "AUTHENTICATES_WITH")],
            attributes: [
                Attribute("minimumNodes", "scalingConfig.minSize", as: .count),
                Attribute("maximumNodes", "scalingConfig.maxSize", as: .count),
            ]),
        AmazonKind(
            section: "Roles", type: "AWS::IAM::Role", ciClass: "CloudIdentity", ids: ["Arn"], name: "RoleName"),
        AmazonKind(
            section: "InstanceProfiles", type: "AWS::IAM::InstanceProfile", ciClass: "CloudIdentity", ids: ["Arn"],
            name: "InstanceProfileName", links: [Link("Roles.Arn", "AUTHENTICATES_WITH")]),
        AmazonKind(
            section: "SecretList", type: "AWS::SecretsManager::Secret", ciClass: "CloudSecret", ids: ["ARN"],
            name: "Name",
            links: [key]),
        AmazonKind(
            section: "CertificateSummaryList", type: "AWS::ACM::Certificate", ciClass: "Certificate",
            ids: ["CertificateArn"], name: "DomainName"),
        AmazonKind(section: "Keys", type: "AWS::KMS::Key", ciClass: "CloudKey", ids: ["KeyArn"]),
        AmazonKind(
            section: "MetricAlarms", type: "AWS::CloudWatch::Alarm", ciClass: "CloudMonitor", ids: ["AlarmArn"],
            name: "AlarmName"),
        AmazonKind(
            section: "Stacks", type: "AWS::CloudFormation::Stack", ciClass: "CloudStack", ids: ["StackId"],
            name: "StackName"),
    ]
}
