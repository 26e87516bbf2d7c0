public import GraphModel

/// A feature file: its scenarios ready to run, backgrounds put in front and outlines expanded.
public struct Feature: Hashable, Sendable {
    public var name: String
    public var scenarios: [Scenario]

    public init(name: String, scenarios: [Scenario]) {
        self.name = name
        self.scenarios = scenarios
    }
}

/// One scenario, or one example of a scenario outline.
public struct Scenario: Hashable, Sendable {
    public var name: String
    /// Which example of its outline, from 1 through all tables of examples; nil for a plain scenario.
    public var example: Int?
    /// Those of the feature, the scenario and the table of examples, with their `@`.
    public var tags: [String]
    /// The line of the scenario's name, or of the example's row.
    public var position: SourcePosition
    public var steps: [Step]

    public init(name: String, example: Int? = nil, tags: [String] = [], position: SourcePosition, steps: [Step]) {
        self.name = name
        self.example = example
        self.tags = tags
        self.position = position
        self.steps = steps
    }

    /// The name, and which example it is.
    public var title: String { example.map { "\(name) (example \($0))" } ?? name }
}

/// A line of a scenario with what is attached to it.
public struct Step: Hashable, Sendable {
    /// What is attached to a step.
    public enum Argument: Hashable, Sendable {
        case none
        case text(String)
        case table(Table)
    }

    /// Without its keyword.
    public var text: String
    public var argument: Argument
    public var position: SourcePosition

    public init(_ text: String, _ argument: Argument = .none, at position: SourcePosition) {
        self.text = text
        self.argument = argument
        self.position = position
    }
}

/// Rows of cells, all of one width.
public struct Table: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// Without the white space around them, their escapes undone.
        public var cells: [String]
        public var position: SourcePosition

        public init(_ cells: [String], at position: SourcePosition) {
            self.cells = cells
            self.position = position
        }
    }

    public var rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }
}
