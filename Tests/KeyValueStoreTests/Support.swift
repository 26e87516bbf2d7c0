import GraphModel
import KeyValueStore
import TestSupport
import Testing

let people = Table(number: 1, name: "people")
let places = Table(number: 2, name: "places")

func key(_ text: String) -> [UInt8] { Array(text.utf8) }

extension RawSpan {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

/// An environment in a folder of its own, verified in full when the test lets go of it.
final class Scratch {
    let folder: TemporaryFolder
    let path: String
    private(set) var environment: Environment

    init(_ settings: EnvironmentSettings = EnvironmentSettings(), tables: [Table] = [people, places]) throws {
        folder = try temporaryFolder()
        path = folder.path("store")
        environment = try Environment.create(at: path, tables: tables, settings: settings)
    }

    deinit {
        do { _ = try environment.verifyPages() } catch { Issue.record("after the test: \(error)") }
    }

    func put(_ name: String, _ value: [UInt8] = [], in table: Table = people) throws {
        try environment.write { transaction throws(StoreError) in try transaction.put(table, key(name), value) }
    }

    func get(_ name: String, in table: Table = people) throws -> [UInt8]? {
        try environment.read { transaction throws(StoreError) in try transaction.get(table, key(name))?.array }
    }
}

func settings(_ change: (inout EnvironmentSettings) -> Void) -> EnvironmentSettings {
    var settings = EnvironmentSettings()
    change(&settings)
    return settings
}

/// Runs `body`, which must throw a `StoreError`, and returns its code.
func code<Result>(
    _ location: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) -> StoreError.Code? {
    do {
        _ = try body()
        Issue.record("no error", sourceLocation: location)
        return nil
    } catch let error as StoreError {
        return error.kind
    } catch {
        Issue.record("\(error)", sourceLocation: location)
        return nil
    }
}

/// `strace`, where it may trace a child and inject errors.
let tracer: String? = {
    guard let path = ChildProgram.tool("strace") else { return nil }
    let check = try? ChildProgram(path, ["-o", "/dev/null", "-e", "inject=sync:error=EIO", "/bin/true"]).finish()
    return check?.status == 0 ? path : nil
}()
