/// How many scenarios passed, by folder, and why the others failed.
public struct ConformanceReport: Hashable, Sendable {
    public struct Folder: Hashable, Sendable {
        public var name: String
        public var passed = 0
        public var failed = 0
    }

    public struct Failure: Hashable, Sendable {
        /// The scenario's name, and which example it is.
        public var title: String
        public var failure: ScenarioFailure
    }

    /// In the order in which they came.
    public private(set) var folders: [Folder] = []
    public private(set) var failures: [Failure] = []

    public init() {}

    public var passed: Int { folders.reduce(0) { $0 + $1.passed } }
    public var failed: Int { folders.reduce(0) { $0 + $1.failed } }

    /// Whether any scenario ran and none failed.
    public var isSuccess: Bool { passed > 0 && failed == 0 }

    /// Counts a scenario, which passed when there is no failure.
    public mutating func add(folder name: String, title: String, failure: ScenarioFailure?) {
        let place = folders.lastIndex { $0.name == name } ?? folders.endIndex
        if place == folders.endIndex { folders.append(Folder(name: name)) }
        if let failure {
            folders[place].failed += 1
            failures.append(Failure(title: title, failure: failure))
        } else {
            folders[place].passed += 1
        }
    }
}
