import Foundation
import GraphModel
import GraphStore
import TestSupport

// Makes the commits of `MixedLoad` in a store, up to a number, and tells each one that was acknowledged. The tests kill
// it at a chosen system call.

let arguments = CommandLine.arguments
guard arguments.count == 3, let last = UInt64(arguments[2]) else { exit(2) }
let store = try GraphStore.open(at: arguments[1])
var number = try store.snapshot().commit.next.rawValue
while number <= last {
    try store.commit(MixedLoad.delta(number), MixedLoad.metadata(number))
    // `write`, since a kill would take what a buffer holds. The sweep counts the calls `writev` and `pwrite64` only.
    FileHandle.standardOutput.write(Data("committed \(number)\n".utf8))
    number += 1
}
