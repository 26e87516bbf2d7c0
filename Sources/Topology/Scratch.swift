internal import Glibc

/// Zeroed memory that takes pages only where it is touched, for the scratch tables of traversals.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    let base: UnsafeMutablePointer<Element>

    init(_ count: Int) {
        guard let memory = calloc(max(count, 1), MemoryLayout<Element>.stride) else {
            preconditionFailure("out of memory")
        }
        base = memory.bindMemory(to: Element.self, capacity: max(count, 1))
    }

    deinit { free(base) }
}
