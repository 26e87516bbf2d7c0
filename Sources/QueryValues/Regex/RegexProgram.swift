import GraphModel

/// A step of a compiled regular expression. Those that read a character go on with the step after them.
enum RegexInstruction: Sendable {
    case scalar(Unicode.Scalar)
    /// A character of the set with this number.
    case set(Int)
    /// Go on in both places.
    case split(Int, Int)
    case jump(Int)
    /// Go on with the next step where it holds.
    case assertion(RegexAssertion)
    case match
}

/// A nondeterministic automaton after Thompson: the steps, of which matching holds a set for each place of the text.
struct RegexProgram: Sendable {
    private(set) var instructions: [RegexInstruction] = []
    private(set) var sets: [ScalarTable] = []
    /// Visits of the tree, which grow even where repeated parts are empty.
    private var work = 0

    init(_ tree: RegexTree) throws {
        try compile(tree)
        try emit(.match)
    }

    private mutating func emit(_ instruction: RegexInstruction) throws {
        guard instructions.count < ValueLimits.regexInstructions else { throw Self.tooLarge }
        instructions.append(instruction)
    }

    private static var tooLarge: QueryError {
        .argument(
            .invalidArgumentValue,
            "a regular expression compiles to more than \(ValueLimits.regexInstructions) steps; repeat less")
    }

    private mutating func compile(_ tree: RegexTree) throws {
        work += 1
        guard work <= ValueLimits.regexInstructions * 4 else { throw Self.tooLarge }
        switch tree {
        case .empty: break
        case .scalar(let scalar): try emit(.scalar(scalar))
        case .set(let set):
            sets.append(ScalarTable(set))
            try emit(.set(sets.count - 1))
        case .assertion(let assertion): try emit(.assertion(assertion))
        case .sequence(let parts): for part in parts { try compile(part) }
        case .alternatives(let branches): try compile(alternatives: branches)
        case .repeated(let body, let minimum, let maximum): try compile(body, minimum, maximum)
        }
    }

    private mutating func compile(alternatives branches: [RegexTree]) throws {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try compile(branch)
                break
            }
            let split = instructions.count
            try emit(.split(split + 1, 0))
            try compile(branch)
            exits.append(instructions.count)
            try emit(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for exit in exits { instructions[exit] = .jump(instructions.count) }
    }

    private mutating func compile(_ body: RegexTree, _ minimum: Int, _ maximum: Int?) throws {
        for _ in 0..<minimum { try compile(body) }
        guard let maximum else {
            let split = instructions.count
            try emit(.split(split + 1, 0))
            try compile(body)
            try emit(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in minimum..<maximum {
            splits.append(instructions.count)
            try emit(.split(instructions.count + 1, 0))
            try compile(body)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
}
