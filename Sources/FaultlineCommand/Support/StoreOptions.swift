import ArgumentParser
import Faultline
import Foundation

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's folder. Default: the environment variable FAULTLINE_STORE, or ./faultline.db.",
            valueName: "path"))
    var store: String?

    var path: String {
        store ?? ProcessInfo.processInfo.environment["FAULTLINE_STORE"] ?? "./faultline.db"
    }

    func open(_ access: Database.Access = .readOnly) throws -> Database {
        try Database.open(at: path, access: access)
    }
}
