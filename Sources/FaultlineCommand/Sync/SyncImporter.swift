import Faultline

/// Brings in one source after the other.
struct SyncImporter {
    let database: Database
    /// What relative paths of the configuration are relative to, and where commands run; nil for the current folder.
    let folder: String?
    let commit: CommitOptions
    let isDryRun: Bool

    /// Runs the source's command or opens its files, and imports what they have. Never throws: what fails is noted as
    /// a run and told in the result.
    func bringIn(_ source: SyncSource) -> SyncResult {
        var request = ImportRequest(
            run: ImportRun(source: source.name, scope: scope(of: source)), author: commit.authorName,
            reason: commit.reason ?? "sync")
        request.isDryRun = isDryRun
        request.started = Timestamp.now()
        let options: ImporterOptions
        let batches: [SyncBatch]
        do {
            options = ImporterOptions(
                mapping: try source.mapping.map { try TextFile.read(path($0)) },
                mappingName: source.mapping.map(path) ?? "mapping", values: source.options)
            batches = try self.batches(of: source)
        } catch {
            if !isDryRun { note(error, source, request) }
            return SyncResult(source.name, .failed(error))
        }
        var imports: [ImportResult] = []
        do {
            for batch in batches { imports.append(try run(batch, request, options)) }
        } catch {
            return SyncResult(source.name, .failed(error), imports)
        }
        return SyncResult(source.name, .done, imports)
    }

    private func scope(of source: SyncSource) -> ImportRun.Scope {
        guard source.isFull else { return .partial }
        return .full(source.missing.flatMap(ImportRun.MissingPolicy.init(rawValue:)) ?? .byClass)
    }

    private func note(_ error: any Error, _ source: SyncSource, _ request: ImportRequest) {
        let inputs =
            switch source.input {
            case .command: [source.name]
            case .paths(let paths): paths.map(path)
            }
        database.noteFailure(of: request, format: source.format ?? "", inputs: inputs, error)
    }

    private func run(
        _ batch: SyncBatch, _ request: ImportRequest, _ options: ImporterOptions
    ) throws -> ImportResult {
        var request = request
        let differences = DifferenceList()
        if isDryRun { request.onDifference = { differences.append($0) } }
        let display = ProgressDisplay(verb: "importing \(request.run.source)", total: batch.expectedBytes)
        defer { display.end() }
        let importer = try batch.importer.init(options: options)
        let outcome = try database.run(request, with: importer, from: batch.inputs(display.watching))
        return ImportResult(format: batch.importer.format, outcome: outcome, differences: differences.lines)
    }

    private func path(_ path: String) -> String {
        guard let folder, !path.hasPrefix("/") else { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}

/// Inputs of one format.
struct SyncBatch {
    let importer: any Importer.Type
    let expectedBytes: Int?
    /// The inputs, passed through a watcher.
    let inputs: (_ watch: (ImportInput) -> ImportInput) throws -> [ImportInput]
}

extension SyncImporter {
    private func batches(of source: SyncSource) throws -> [SyncBatch] {
        let opener = InputOpener()
        switch source.input {
        case .command(let arguments): return [try batch(of: arguments, source, opener)]
        case .paths(let paths):
            let files = try opener.files(paths.flatMap { try PathPattern.matches(path($0)) })
            let batches = try ImportBatch.make(files, format: source.format, opener)
            // Each format is an import of its own: the second would let go of what the first one brought.
            guard !source.isFull || batches.count == 1 else {
                throw ImportError(
                    .badConfiguration, "a full source must be of one format, and \(source.name) has \(batches.count)",
                    at: source.position, advice: "Name its `format`, or list it as two sources.")
            }
            return batches.map { batch in
                SyncBatch(importer: batch.importer, expectedBytes: batch.expectedBytes, inputs: batch.inputs)
            }
        }
    }

    private func batch(
        of arguments: [String], _ source: SyncSource, _ opener: InputOpener
    ) throws -> SyncBatch {
        let command = SourceCommand(arguments: arguments, folder: folder, timeoutSeconds: source.timeoutSeconds)
        let file = try command.run()
        let opened = try opener.open(file.path)
        // Arguments may hold secrets: messages name the source.
        let input = ImportInput(name: source.name, expectedBytes: opened.expectedBytes) {
            () throws(ImportError) in try withExtendedLifetime(file) { () throws(ImportError) in try opened.read() }
        }
        let importer = try source.format.map { try Importers.named($0) } ?? Importers.recognising(input)
        return SyncBatch(importer: importer, expectedBytes: opened.expectedBytes) { watch in [watch(input)] }
    }
}
