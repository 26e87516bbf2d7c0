/// The first byte of an operation in the change feed. Numbers never change their meaning.
enum OperationCode: UInt8 {
    case createNode = 0
    case createNodeWithIdentity = 1
    case updateNode = 2
    case deleteNode = 3
    case detachAndDeleteNode = 4
    case createRelationship = 5
    case createRelationshipWithIdentity = 6
    case updateRelationship = 7
    case deleteRelationship = 8
    case createIndex = 9
    case dropIndex = 10
    case createConstraint = 11
    case dropConstraint = 12
    case setSchema = 13
}

/// The identities that an operation's are written relative to: those of the operation before, 0 at the start.
struct IdentityRegisters {
    var node: UInt64 = 0
    var other: UInt64 = 0
    var relationship: UInt64 = 0
}
