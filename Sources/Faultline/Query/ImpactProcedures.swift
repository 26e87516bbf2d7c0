internal import GraphModel
internal import GraphStore
internal import ImpactAnalysis
internal import QueryRuntime
internal import QueryValues
internal import Topology

/// Questions about impact, as rows.
enum ImpactProcedures {
    static func down(_ topologies: TopologySource) -> Procedure {
        let name = "impact.down"
        let signature = ProcedureSignature(
            name, [.init("ci", ciKinds.union(.list)), .init("options", .map)], required: 1,
            gives: [
                .init("ci", .node), .init("verdict", .string), .init("distance", .integer), .init("via", .node),
                .init("gate", .string), .init("requirement", .string), .init("lost", .list),
                .init("joint", .boolean),
            ],
            "What else is hit when a CI fails, or a list of CIs at once: options depth, classes.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[1], name, known: ["depth", "classes"])
            let request = ImpactRequest(
                failing: try session.resolveAll(arguments[0], name), distanceLimit: try options.count("depth"),
                classes: try options.strings("classes") ?? [], shouldStop: context.shouldEnd)
            for impacted in try session.impact(request).impacted {
                let row: [Value] = [
                    .node(impacted.ci.id), .string(impacted.verdict.rawValue), .integer(Int64(impacted.distance)),
                    impacted.parent.map(Value.node) ?? .null, .optional(impacted.witness.group),
                    .optional(impacted.witness.requirement), .nodes(impacted.witness.lost),
                    .boolean(impacted.isJoint),
                ]
                guard try emit(row) else { return }
            }
        }
    }

    static func upstream(_ topologies: TopologySource) -> Procedure {
        let name = "impact.upstream"
        let signature = ProcedureSignature(
            name, [.init("ci", ciKinds), .init("options", .map)], required: 1, gives: providerFields,
            "Everything that a CI needs, and what the failure of each alone does to it: option depth.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[1], name, known: ["depth"])
            let report = try session.upstream(
                of: session.resolve(arguments[0], name),
                limits: ImpactRequest(
                    failing: [], distanceLimit: try options.count("depth"), shouldStop: context.shouldEnd))
            for provider in report.providers { guard try emit(row(provider)) else { return } }
        }
    }

    static func singlePointsOfFailure(_ topologies: TopologySource) -> Procedure {
        let name = "impact.spof"
        let signature = ProcedureSignature(
            name, [.init("service", ciKinds)], gives: providerFields,
            "The single points of failure of a CI: what takes it down alone.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let report = try session.upstream(
                of: session.resolve(arguments[0], name),
                limits: ImpactRequest(failing: [], shouldStop: context.shouldEnd))
            for provider in report.singlePointsOfFailure { guard try emit(row(provider)) else { return } }
        }
    }

    static func cutSets(_ topologies: TopologySource) -> Procedure {
        let name = "impact.cutSets"
        let signature = ProcedureSignature(
            name, [.init("ci", ciKinds), .init("options", .map)], required: 1,
            gives: [.init("members", .list), .init("size", .integer)],
            "The smallest sets of CIs whose joint failure takes a CI down: "
                + "options order (most CIs of a set, 3), classes, work.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[1], name, known: ["order", "classes", "work"])
            let report = try session.cutSets(
                of: session.resolve(arguments[0], name),
                order: try options.count("order", atMost: CutSets.largestOrder), work: try options.count("work"),
                classes: try options.strings("classes") ?? [], shouldStop: context.shouldEnd)
            for set in report.sets {
                guard try emit([.nodes(set), .integer(Int64(set.count))]) else { return }
            }
        }
    }

    private static let providerFields: [ProcedureSignature.Field] = [
        .init("ci", .node), .init("effect", .string), .init("distance", .integer), .init("dependant", .node),
        .init("gates", .list),
    ]

    private static func row(_ provider: UpstreamCI) -> [Value] {
        [
            .node(provider.ci.id), .string(provider.effectAlone.rawValue), .integer(Int64(provider.distance)),
            .node(provider.dependant.id), .strings(provider.groups),
        ]
    }

    static func criticality(_ topologies: TopologySource) -> Procedure {
        let name = "impact.criticality"
        let signature = ProcedureSignature(
            name, [.init("options", .map)], required: 0, gives: [.init("ci", .node), .init("down", .integer)],
            "How many others the failure of each CI alone takes down, most first: options class, limit.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[0], name, known: ["class", "limit"])
            let report = try session.singleFailures(
                ofClass: options.string("class"), limit: options.count("limit"))
            for failure in report.failures {
                guard try emit([.node(failure.ci.id), .integer(Int64(failure.down))]) else { return }
            }
        }
    }

    static func path(_ topologies: TopologySource) -> Procedure {
        let name = "impact.path"
        let signature = ProcedureSignature(
            name, [.init("from", ciKinds), .init("to", ciKinds), .init("options", .map)], required: 2,
            gives: [.init("path", .path), .init("length", .integer)],
            "A shortest way between two CIs, if there is one: options types, alongImpact.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[2], name, known: ["types", "alongImpact"])
            let report = try session.path(
                from: session.resolve(arguments[0], name), to: session.resolve(arguments[1], name),
                types: options.strings("types"), alongImpact: options.boolean("alongImpact") ?? false)
            guard let report else { return }
            _ = try emit([.path(try session.path(report)), .integer(Int64(report.steps.count))])
        }
    }
}

extension Session {
    /// The relationships that a way takes: of several between the same two, the first.
    fileprivate func path(_ report: PathReport) throws -> PathValue {
        var nodes = [report.start.id]
        var relationships: [RelationshipValue] = []
        for step in report.steps {
            let last = nodes[nodes.count - 1]
            var found: RelationshipID?
            if let type = snapshot.number(ofType: step.type) {
                let direction: Direction = step.isForward ? .outgoing : .incoming
                try snapshot.neighbours(of: last, direction, types: [type]) { neighbour in
                    if neighbour.other == step.ci.id { found = neighbour.relationship }
                    return found == nil
                }
            }
            guard let found else {
                throw AnalysisError(
                    .unknownRelationship, "the way from \(last) to \(step.ci.id) is not in this version of the graph")
            }
            relationships.append(
                RelationshipValue(
                    RelationshipReference(
                        id: found, type: step.type, source: step.isForward ? last : step.ci.id,
                        target: step.isForward ? step.ci.id : last)))
            nodes.append(step.ci.id)
        }
        return PathValue(nodes: nodes, relationships: relationships)
    }
}
