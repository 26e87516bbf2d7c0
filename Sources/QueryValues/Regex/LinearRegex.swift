import GraphModel

/// A regular expression whose matching takes time in proportion to the text, whatever the pattern.
///
/// The syntax is Java's: literals, `.`, classes with ranges, negation, nesting and `&&`, `\d \w \s \h \v` and their
/// negations, `\p{…}` of general categories and POSIX classes, `\b \B \A \z \Z ^ $`, groups, alternatives, greedy and
/// lazy quantifiers, `\Q…\E`, and the flags `(?i)`, `(?s)` and `(?m)`. Without regard to case means that of Unicode,
/// one character for one. References to groups, lookaround, atomic groups and possessive quantifiers are refused.
public struct LinearRegex: Sendable {
    private let program: RegexProgram

    /// Compiles a pattern. Throws `query.invalidArgumentValue` for a malformed, refused or overlarge one. The cost is
    /// that of the pattern with its counted repetitions written out.
    public init(_ pattern: String) throws {
        guard pattern.utf8.count <= ValueLimits.regexBytes else {
            throw QueryError.argument(
                .invalidArgumentValue, "a regular expression exceeds \(ValueLimits.regexBytes) bytes")
        }
        program = try RegexProgram(RegexParser.parse(pattern))
    }

    /// Whether the whole text matches. At worst the length of the text times that of the compiled pattern.
    public func matches(_ text: String) -> Bool {
        text.withBytes { bytes in
            program.instructions.withUnsafeBufferPointer { instructions in
                program.sets.withUnsafeBufferPointer { sets in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: instructions.count * 4) { storage in
                        var run = RegexRun(instructions: instructions, sets: sets, bytes: bytes, storage: storage)
                        return run.matches()
                    }
                }
            }
        }
    }
}

/// One matching: the set of steps that can be next, character by character.
private struct RegexRun {
    private let instructions: UnsafeBufferPointer<RegexInstruction>
    private let sets: UnsafeBufferPointer<ScalarTable>
    private let bytes: UnsafeBufferPointer<UInt8>
    private var current: UnsafeMutableBufferPointer<Int32>
    private var next: UnsafeMutableBufferPointer<Int32>
    private let pending: UnsafeMutableBufferPointer<Int32>
    /// The place in the text at which a step was last added, so that each is added once.
    private let added: UnsafeMutableBufferPointer<Int32>
    private var currentCount = 0
    private var nextCount = 0
    private var matchedAtEnd = false
    private var round: Int32 = 0

    init(
        instructions: UnsafeBufferPointer<RegexInstruction>, sets: UnsafeBufferPointer<ScalarTable>,
        bytes: UnsafeBufferPointer<UInt8>, storage: UnsafeMutableBufferPointer<Int32>
    ) {
        storage.initialize(repeating: -1)
        self.instructions = instructions
        self.sets = sets
        self.bytes = bytes
        let count = instructions.count
        current = UnsafeMutableBufferPointer(rebasing: storage[0..<count])
        next = UnsafeMutableBufferPointer(rebasing: storage[count..<2 * count])
        pending = UnsafeMutableBufferPointer(rebasing: storage[2 * count..<3 * count])
        added = UnsafeMutableBufferPointer(rebasing: storage[3 * count..<4 * count])
    }

    mutating func matches() -> Bool {
        var place = 0
        add(0, at: place)
        swapSets()
        while place < bytes.count {
            guard currentCount > 0 else { return false }
            let (scalar, length) = bytes.scalar(at: place)
            place += length
            round += 1
            for index in 0..<currentCount {
                let step = Int(current[index])
                let isRead =
                    switch instructions[step] {
                    case .scalar(let wanted): wanted == scalar
                    case .set(let number): sets[number].contains(scalar)
                    default: false
                    }
                if isRead { add(step + 1, at: place) }
            }
            swapSets()
        }
        return matchedAtEnd
    }

    private mutating func swapSets() {
        swap(&current, &next)
        currentCount = nextCount
        nextCount = 0
    }

    /// Adds a step and all that follow it without reading a character.
    private mutating func add(_ first: Int, at place: Int) {
        var count = 0
        func push(_ step: Int) {
            guard added[step] != round else { return }
            added[step] = round
            pending[count] = Int32(step)
            count += 1
        }
        push(first)
        while count > 0 {
            count -= 1
            let step = Int(pending[count])
            switch instructions[step] {
            case .scalar, .set:
                next[nextCount] = Int32(step)
                nextCount += 1
            case .split(let a, let b):
                push(a)
                push(b)
            case .jump(let target): push(target)
            case .assertion(let assertion): if bytes.holds(assertion, at: place) { push(step + 1) }
            case .match: if place == bytes.count { matchedAtEnd = true }
            }
        }
    }
}
