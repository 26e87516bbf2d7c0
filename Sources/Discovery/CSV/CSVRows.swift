/// Turns the rows of one file into records.
protocol CSVRows {
    /// Pushes what the reader's current row states. A row that cannot be used throws `import.badRecord`, before
    /// anything of it was pushed.
    func read(_ row: CSVReader, into sink: any DiscoverySink) throws(ImportError)
}
