internal import GraphModel
internal import Synchronization

/// Runs the scenarios of feature files, each on an engine and a graph of its own.
public struct ConformanceRun: Sendable {
    /// Runs only scenarios whose place and title contain this text.
    public var filter: String?
    /// How many scenarios run at a time.
    public var jobs: Int
    public var graphs: NamedGraphs

    public init(filter: String? = nil, jobs: Int = 1, graphs: NamedGraphs = .files) {
        self.filter = filter
        self.jobs = jobs
        self.graphs = graphs
    }

    /// Runs all scenarios and tells how they ended, in the order of the files and of the scenarios in them.
    ///
    /// A file that cannot be read counts as one failure.
    public func report(
        on files: [FeatureFile], makeEngine: @escaping ConformanceEngineFactory
    ) -> ConformanceReport {
        var entries: [Entry] = []
        for file in files {
            do {
                for scenario in try Feature(reading: file.bytes, file: file.path).scenarios where isChosen(scenario) {
                    entries.append(Entry(folder: file.folder, work: .scenario(scenario)))
                }
            } catch {
                let fault = error as? ConformanceError
                let place = fault?.position ?? SourcePosition(file: file.path)
                let failure = ScenarioFailure(fault?.message ?? "\(error)", at: place)
                entries.append(Entry(folder: file.folder, work: .unreadable(failure)))
            }
        }
        let failures = failures(of: entries, makeEngine)
        var report = ConformanceReport()
        for (entry, failure) in zip(entries, failures) {
            report.add(folder: entry.folder, title: entry.title, failure: failure)
        }
        return report
    }

    private struct Entry: Sendable {
        enum Work: Sendable {
            case scenario(Scenario)
            case unreadable(ScenarioFailure)
        }

        let folder: String
        let work: Work

        var title: String {
            switch work {
            case .scenario(let scenario): scenario.title
            case .unreadable: "the file cannot be read"
            }
        }
    }

    private func isChosen(_ scenario: Scenario) -> Bool {
        // The suite marks scenarios that no implementation runs.
        if scenario.tags.contains("@ignore") { return false }
        guard let filter else { return true }
        return "\(scenario.position): \(scenario.title)".contains(filter)
    }

    /// In the order of the entries, whichever thread ran them.
    private func failures(
        of entries: [Entry], _ makeEngine: @escaping ConformanceEngineFactory
    ) -> [ScenarioFailure?] {
        let progress = Progress(count: entries.count)
        let graphs = graphs
        Threads.run(max(1, min(jobs, entries.count))) { _ in
            while let index = progress.next() {
                let failure: ScenarioFailure?
                switch entries[index].work {
                case .unreadable(let fault): failure = fault
                case .scenario(let scenario):
                    failure = ScenarioRunner.failure(of: scenario, graphs: graphs, makeEngine: makeEngine)
                }
                progress.set(failure, at: index)
            }
        }
        return progress.failures
    }
}

/// What the threads of a run share.
private final class Progress: Sendable {
    private struct State {
        var next = 0
        var failures: [ScenarioFailure?]
    }

    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(failures: Array(repeating: nil, count: count))) }

    /// The number of an entry that nobody has taken; nil after the last.
    func next() -> Int? {
        state.withLock { state in
            guard state.next < state.failures.count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func set(_ failure: ScenarioFailure?, at index: Int) { state.withLock { $0.failures[index] = failure } }

    var failures: [ScenarioFailure?] { state.withLock(\.failures) }
}
