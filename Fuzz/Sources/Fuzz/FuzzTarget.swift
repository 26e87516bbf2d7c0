import Foundation

/// One reader of bytes that others may have written or damaged, and the property that it must hold.
protocol FuzzTarget {
    static var name: String { get }

    /// Sound inputs to start from.
    static func seeds(_ repository: URL) throws -> [[UInt8]]

    init() throws

    /// Reads an input, which is refused or accepted. Throws when an accepted one breaks the property; whatever a reader
    /// throws for a refused one stays inside.
    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws
}

/// Every target, in the order in which `make fuzz` runs them.
let targets: [any FuzzTarget.Type] = [
    DeltaTarget.self, ValueTarget.self, PropertyBlockTarget.self, EnvelopeTarget.self, TopologyTarget.self,
    InterchangeTarget.self, CSVTarget.self, CSVMappingTarget.self, ImporterTarget.self, LogTarget.self,
    ReplayTarget.self, ScriptTarget.self, StatementTarget.self, QueryTarget.self,
]

/// A property that does not hold.
struct Violation: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw Violation(what()) }
}

/// The control that must fail: with `FAULTLINE_FUZZ_PLANT` in the environment, what a target has written itself is
/// damaged before it is read again, for inputs that contain the byte `~`. A target that then finds nothing tests nothing.
struct Plant {
    private let isDue: Bool

    init(_ input: UnsafeRawBufferPointer) { isDue = isPlanted && input.contains(UInt8(ascii: "~")) }

    /// The bytes that the target wrote, damaged when the control wants it.
    func through(_ bytes: [UInt8]) -> [UInt8] {
        guard isDue, let last = bytes.indices.last else { return bytes }
        var damaged = bytes
        damaged[last] ^= 1
        return damaged
    }
}
