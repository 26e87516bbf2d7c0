internal import GraphModel

extension Feature {
    /// Reads a feature file. Cost: linear in the text that the expanded scenarios have.
    ///
    /// Understood are `Feature`, `Background`, `Scenario` (`Example`), `Scenario Outline` (`Scenario Template`) with
    /// tables of `Examples` (`Scenarios`), tags, comments, descriptions, doc strings and tables.
    ///
    /// - Parameter file: The file's path, for positions.
    /// - Throws: `ConformanceError` with the position of what cannot be read.
    public init(reading bytes: [UInt8], file: String) throws {
        var reader = FeatureReader(lines: try TextLines(bytes, file: file))
        self = try reader.feature()
    }
}

/// Reads the lines of one feature file from its first to its last.
struct FeatureReader {
    var lines: TextLines

    mutating func feature() throws -> Feature {
        let tags = try tags()
        guard let head = lines.next() else { throw lines.fault("no feature") }
        guard let name = head.after("Feature:") else { throw lines.fault("expected \"Feature:\"", at: head) }
        skipDescription()
        var background: [Step] = []
        if let line = lines.peek, line.hasPrefix("Background:") {
            _ = lines.next()
            skipDescription()
            background = try steps()
        }
        var scenarios: [Scenario] = []
        while true {
            let own = try self.tags()
            guard let head = lines.next() else {
                if !own.isEmpty { throw lines.fault("tags without a scenario") }
                return Feature(name: name, scenarios: scenarios)
            }
            if let name = head.after("Scenario Outline:") ?? head.after("Scenario Template:") {
                let outline = try outline(name, tags: tags + own, background, head)
                scenarios += outline
            } else if let name = head.after("Scenario:") ?? head.after("Example:") {
                skipDescription()
                scenarios.append(
                    Scenario(
                        name: name, tags: tags + own, position: lines.position(of: head),
                        steps: background + (try steps())))
            } else {
                throw lines.fault("expected a scenario", at: head)
            }
        }
    }

    /// The tags in front of what follows.
    private mutating func tags() throws -> [String] {
        var tags: [String] = []
        lines.skipBlank()
        while let line = lines.peek, line.hasPrefix("@") {
            _ = lines.next()
            for word in line.content.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
                if word.first == UInt8(ascii: "#") { break }
                guard word.first == UInt8(ascii: "@"), word.count > 1 else {
                    throw lines.fault("expected a tag", at: line)
                }
                tags.append(String(decoding: word, as: UTF8.self))
            }
            lines.skipBlank()
        }
        return tags
    }

    /// Passes the free text below a heading.
    private mutating func skipDescription() {
        while let line = lines.peek, !Self.isHeading(line), !Self.isStep(line), !line.hasPrefix("@") {
            _ = lines.next()
        }
    }

    private static let headings: [StaticString] = [
        "Background:", "Scenario:", "Example:", "Scenario Outline:", "Scenario Template:", "Examples:", "Scenarios:",
        "Rule:", "Feature:", "|", "\"\"\"", "```",
    ]

    private static func isHeading(_ line: TextLines.Line) -> Bool { headings.contains { line.hasPrefix($0) } }

    private static func isStep(_ line: TextLines.Line) -> Bool { keywords.contains { line.hasPrefix($0) } }

    private static let keywords: [StaticString] = ["Given ", "When ", "Then ", "And ", "But ", "* "]

    private mutating func steps() throws -> [Step] {
        var steps: [Step] = []
        while true {
            lines.skipBlank()
            guard let line = lines.peek, let keyword = Self.keywords.first(where: { line.hasPrefix($0) }) else { break }
            _ = lines.next()
            let text = line.after(keyword) ?? ""
            steps.append(Step(text, try argument(), at: lines.position(of: line)))
        }
        return steps
    }

    private mutating func argument() throws -> Step.Argument {
        lines.skipBlank()
        guard let line = lines.peek else { return .none }
        if line.hasPrefix("\"\"\"") || line.hasPrefix("```") { return .text(try lines.docString()) }
        return line.hasPrefix("|") ? .table(try lines.table()) : .none
    }

    /// The scenarios of an outline, one for each row of its examples.
    private mutating func outline(
        _ name: String, tags: [String], _ background: [Step], _ head: TextLines.Line
    ) throws -> [Scenario] {
        skipDescription()
        let steps = try steps()
        var scenarios: [Scenario] = []
        while let examples = try examples() {
            guard let names = examples.table.rows.first?.cells else { continue }
            for row in examples.table.rows.dropFirst() {
                let outline = OutlineRow(names: names, values: row.cells)
                scenarios.append(
                    Scenario(
                        name: outline.replace(name), example: scenarios.count + 1, tags: tags + examples.tags,
                        position: row.position, steps: background + steps.map(outline.replace)))
            }
        }
        guard !scenarios.isEmpty else { throw lines.fault("an outline without examples", at: head) }
        return scenarios
    }

    /// The next table of examples of an outline; nil when something else follows, whose tags are left.
    private mutating func examples() throws -> (table: Table, tags: [String])? {
        let start = lines
        let tags = try tags()
        guard let head = lines.peek, head.hasPrefix("Examples:") || head.hasPrefix("Scenarios:") else {
            lines = start
            return nil
        }
        _ = lines.next()
        skipDescription()
        guard let line = lines.peek, line.hasPrefix("|") else { throw lines.fault("expected a table", at: head) }
        return (try lines.table(), tags)
    }
}
