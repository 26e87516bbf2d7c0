internal import GraphModel
internal import GraphStore
internal import QueryRuntime
internal import QueryValues

/// What names the graph has, and what program this is.
enum CatalogueProcedures {
    static let labels = Procedure(
        ProcedureSignature(
            "db.labels", [], gives: [.init("label", .string), .init("count", .integer)],
            "Every label that some node has, and how many have it.")
    ) { _, context, emit in
        for (label, count) in try context.reader.labelCounts() {
            guard try emit([.string(label), .integer(Int64(count))]) else { return }
        }
    }

    static let relationshipTypes = Procedure(
        ProcedureSignature(
            "db.relationshipTypes", [], gives: [.init("relationshipType", .string), .init("count", .integer)],
            "Every relationship type in use, and how many relationships are of it.")
    ) { _, context, emit in
        for (type, count) in try context.reader.typeCounts() {
            guard try emit([.string(type), .integer(Int64(count))]) else { return }
        }
    }

    static let propertyKeys = Procedure(
        ProcedureSignature(
            "db.propertyKeys", [], gives: [.init("propertyKey", .string)],
            "Every property key that some element has or had.")
    ) { _, context, emit in
        for key in context.reader.knownPropertyKeys { guard try emit([.string(key)]) else { return } }
    }

    static let awaitIndexes = Procedure(
        ProcedureSignature(
            "db.awaitIndexes", [.init("seconds", .integer)], required: 0, gives: [],
            "Waits for no time at all: an index is complete when the commit that makes it is.")
    ) { _, _, _ in }

    static let components = Procedure(
        ProcedureSignature(
            "dbms.components", [], gives: [.init("name", .string), .init("versions", .list)],
            "The program and its version.")
    ) { _, _, emit in
        _ = try emit([.string("Faultline"), .strings([FaultlineVersion.current])])
    }
}
