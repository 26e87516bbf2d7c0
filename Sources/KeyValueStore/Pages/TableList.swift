internal import CLMDB
internal import GraphModel

/// The table in which LMDB lists the others, as far as its records can be read.
enum TableList {
    private static let number: MDB_dbi = 1

    /// Where LMDB's own description of a table lies in the snapshot.
    static func description(of table: Table, in transaction: OpaquePointer) throws(StoreError) -> UnsafeRawPointer {
        var name = table.name
        var value = MDB_val()
        let status = name.withUTF8 { name in
            var key = MDB_val(UnsafeRawBufferPointer(name))
            return mdb_get(transaction, number, &key, &value)
        }
        guard status == MDB_SUCCESS, let start = value.mv_data, value.mv_size == PageView.descriptionBytes else {
            throw StoreError(status: status == MDB_SUCCESS ? MDB_CORRUPTED : status, "reading table \(table.name)")
        }
        return UnsafeRawPointer(start)
    }
}

extension EnvironmentHandle {
    /// Finds out where LMDB mapped the file, from the one page that lists the tables: the meta page has its number, and
    /// a record in it has an address.
    func locatePages() throws(StoreError) {
        guard let table = declared.first else { return }
        while true {
            let transaction = try beginRead()
            defer { endRead(transaction) }
            let meta = try StoreFile(folder: folder).meta
            // Another process may commit meanwhile.
            guard meta.transaction == mdb_txn_id(transaction) else { continue }
            let record = UInt(bitPattern: try TableList.description(of: table, in: transaction))
            let page = record & ~(UInt(meta.pageSize) - 1)
            let start = page &- UInt(truncatingIfNeeded: meta.tableList) &* UInt(meta.pageSize)
            pageMap = PageMap(start: start, pageBytes: meta.pageSize, count: meta.tableList + 1)
            guard meta.tableListDepth == 1, pages[meta.tableList]?.isWhole == true, pageMap.isInPlace(page) else {
                throw .corruptPage(table, number: meta.tableList)
            }
            return
        }
    }

    /// The pages of the file as they are now, for a snapshot that begins.
    var pages: PageMap {
        var information = MDB_envinfo()
        mdb_env_info(environment, &information)
        return pageMap.counting(UInt64(information.me_last_pgno) + 1)
    }
}
