import GraphModel

extension JSONReader {
    /// Runs `body` on the record that begins with the current token. A record of the wrong shape is rejected and passed
    /// over, so that reading goes on behind it; damage to the document is thrown.
    func readRecord(
        into sink: any DiscoverySink, _ body: () throws(ImportError) -> Void
    ) throws(ImportError) {
        let isContainer = token == .beginObject || token == .beginArray
        let outside = isContainer ? depth - 1 : depth
        do throws(ImportError) {
            try body()
        } catch {
            guard error.kind == .badRecord else { throw error }
            sink.reject(error)
            while depth > outside { try next() }
        }
    }

    /// Reads the list that comes next, one record for each element; `null` is an empty list.
    func readRecords(
        into sink: any DiscoverySink, _ body: () throws(ImportError) -> Void
    ) throws(ImportError) {
        if token == .key { try next() }
        if token == .null { return }
        try beginArray()
        while try nextElement() { try readRecord(into: sink, body) }
    }

    /// Runs `body` over the input. What came before damage to the document counts, and the damage is reported.
    func readUntilDamage(
        into sink: any DiscoverySink, _ body: () throws(ImportError) -> Void
    ) throws(ImportError) {
        do throws(ImportError) {
            try body()
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    /// The names of the first object's own members, as far as the start of an input shows them; empty when the text is
    /// no JSON. An array is looked into as far as its first object.
    static func leadingKeys(_ head: [UInt8], fileName: String) -> Set<String> {
        var keys: Set<String> = []
        do {
            let reader = try JSONReader(ImportInput(name: fileName, bytes: head), framing: .sequence)
            if try reader.next() == .beginArray { try reader.next() }
            guard reader.token == .beginObject else { return [] }
            while try reader.nextKey() {
                keys.insert(reader.keyText)
                try reader.skipValue()
            }
        } catch {
            // The head may end anywhere; the keys before that decide.
        }
        return keys
    }
}
