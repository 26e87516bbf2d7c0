import Faultline

/// Commits, and what they did to one CI.
enum HistoryText {
    static func commits(_ commits: [Commit]) -> Report {
        var report = Report()
        report.tables = [
            Report.Table(
                key: "commits", title: "",
                columns: [
                    .init("commit", "Commit"), .init("time", "Time"), .init("author", "Author"),
                    .init("source", "Source"), .init("reason", "Reason"), .init("nodesCreated", "CIs +"),
                    .init("nodesUpdated", "~"), .init("nodesDeleted", "-"),
                    .init("relationshipsCreated", "Relationships +"), .init("relationshipsUpdated", "~"),
                    .init("relationshipsDeleted", "-"),
                ],
                rows: Rows(commits, row), whenEmpty: "No commits.")
        ]
        return report
    }

    private static func row(_ commit: Commit) -> [Cell] {
        let counts = commit.counts
        return head(commit) + [
            .integer(counts.nodesCreated), .integer(counts.nodesUpdated), .integer(counts.nodesDeleted),
            .integer(counts.relationshipsCreated), .integer(counts.relationshipsUpdated),
            .integer(counts.relationshipsDeleted),
        ]
    }

    private static func head(_ commit: Commit) -> [Cell] {
        [
            .integer(Int(commit.number.rawValue)), .time(commit.metadata.time), .text(commit.metadata.author),
            .text(commit.metadata.source), .optional(commit.metadata.reason),
        ]
    }

    /// One row for each change of a CI. `name` tells the other end of a relationship.
    static func versions(
        _ versions: [NodeVersion], of id: NodeID, name: (NodeID) throws -> String
    ) throws -> Report {
        var table = Report.Table(
            key: "changes", title: "",
            columns: [
                .init("commit", "Commit"), .init("time", "Time"), .init("author", "Author"),
                .init("source", "Source"), .init("reason", "Reason"), .init("change", "Change"),
            ], whenEmpty: "No history.")
        for version in versions {
            for change in version.changes where !ChangeText.isImplied(change, by: version.changes) {
                let text = try ChangeText.describe(change, of: id, name: name)
                table.rows.append(head(version.commit) + [.text(text)])
            }
        }
        var report = Report()
        report.field("id", "Id", .text(id.description))
        report.tables = [table]
        return report
    }
}

/// Changes in words.
enum ChangeText {
    /// The labels of a new CI are those of its class; what is kept of sources follows from what they say.
    static func isImplied(_ change: NodeHistoryChange, by others: [NodeHistoryChange]) -> Bool {
        switch change {
        case .labelAdded: others.contains(.created)
        case .property(let key, _, _): SourceRecord.isBookkeeping(key)
        default: false
        }
    }

    static func describe(_ change: NodeHistoryChange, of id: NodeID, name: (NodeID) throws -> String) throws -> String {
        switch change {
        case .created: return "created"
        case .deleted: return "deleted"
        case .labelAdded(let label): return "label \(label) added"
        case .labelRemoved(let label): return "label \(label) removed"
        case .property(let key, let before, let after): return property(key, before, after)
        case .relationshipCreated(let relationship): return "+ " + (try end(relationship, of: id, name))
        case .relationshipDeleted(let relationship): return "- " + (try end(relationship, of: id, name))
        case .relationshipUpdated(let before, let after):
            return "~ \(try end(after, of: id, name)): " + properties(before.properties, after.properties)
        }
    }

    static func property(_ key: String, _ before: PropertyValue?, _ after: PropertyValue?) -> String {
        switch (before, after) {
        case (nil, let after?): "\(key) = \(after)"
        case (let before?, nil): "\(key) removed, was \(before)"
        case (let before?, let after?): "\(key) = \(after), was \(before)"
        case (nil, nil): key
        }
    }

    /// Every property that differs.
    static func properties(_ before: [Property], _ after: [Property]) -> String {
        let keys = Set(before.map(\.key)).union(after.map(\.key)).sorted()
        return keys.compactMap { key in
            let (old, new) = (before.first { $0.key == key }?.value, after.first { $0.key == key }?.value)
            return old == new ? nil : property(key, old, new)
        }.joined(separator: "; ")
    }

    private static func end(
        _ relationship: Relationship, of id: NodeID, _ name: (NodeID) throws -> String
    ) throws -> String {
        relationship.source == id
            ? "-\(relationship.type)-> \(try name(relationship.target))"
            : "<-\(relationship.type)- \(try name(relationship.source))"
    }
}
