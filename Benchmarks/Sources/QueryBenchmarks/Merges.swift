import GraphModel
import GraphStore
import Measuring
import QueryValues

/// Commits a thousand new machines with the hosts that they run on at a time: one statement for each thousand lines of
/// `name number host` of a file.
func measureMerges(store path: String, rows file: String) throws {
    let asking = Asking(try GraphStore.open(at: path))
    let lines = try rows(of: file).map { line in
        QueryValue.map([
            "name": .property(.string(String(line[0]))), "host": .property(.string(String(line[2]))),
            "state": .property(.string("live")),
        ])
    }
    var samples = Samples()
    for start in stride(from: 0, to: lines.count, by: 1_000) {
        let rows = QueryValue.list(Array(lines[start..<min(start + 1_000, lines.count)]))
        try samples.measure {
            try asking.run(
                """
                UNWIND $rows AS row
                MATCH (h:Hypervisor {name: row.host})
                MERGE (n:VirtualMachine {name: row.name}) SET n.state = row.state
                MERGE (n)-[:RUNS_ON]->(h)
                """, ["rows": rows])
        }
    }
    samples.printLine("merges")
}
