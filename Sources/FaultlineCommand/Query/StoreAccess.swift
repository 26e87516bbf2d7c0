import Faultline

/// The store of a command that runs statements: opened for reading until one writes, so that other writers wait for
/// nobody who only reads.
final class StoreAccess {
    private let options: StoreOptions
    private var opened: (database: Database, access: Database.Access)?

    init(_ options: StoreOptions) { self.options = options }

    /// The store's folder.
    var path: String { options.path }

    func database() throws -> Database { try database(.readOnly) }

    /// The store, open for writing.
    func writable() throws -> Database { try database(.readWrite) }

    /// The store, ready for a statement.
    func database(for request: QueryRequest) throws -> Database {
        let isWriting = try database().isWriting(request)
        return try database(isWriting ? .readWrite : .readOnly)
    }

    /// Lets go of the writer's lock.
    func release() {
        if opened?.access == .readWrite { opened = nil }
    }

    private func database(_ access: Database.Access) throws -> Database {
        if let opened, opened.access == access || access == .readOnly { return opened.database }
        // One process opens a store once.
        opened = nil
        let database = try options.open(access)
        opened = (database, access)
        return database
    }
}
