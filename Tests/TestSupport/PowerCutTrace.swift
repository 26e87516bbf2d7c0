/// What a traced run did to the data file, in order: from the output of
/// `strace -f -xx -s 4000000 -e trace=openat,lseek,pwrite64,writev,fdatasync,write`.
public struct PowerCutTrace {
    public enum Event {
        /// Bytes at an offset; on disk at once when the descriptor is synchronous.
        case write(offset: Int, bytes: [UInt8], isSynchronous: Bool)
        /// Everything written before is on disk.
        case flush
        /// This commit was reported as done.
        case acknowledge(Int)
    }

    public private(set) var events: [Event] = []
    private var isSynchronous: [Int: Bool] = [:]
    private var positions: [Int: Int] = [:]

    public init(lines: [Substring]) {
        for line in lines { read(line) }
    }

    private mutating func read(_ line: Substring) {
        // 123 name(arguments) = result
        guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"),
            let name = line[..<open].split(separator: " ").last,
            let result = line[close...].split(separator: " ").last.flatMap({ Int($0) }), result >= 0
        else { return }
        let arguments = line[line.index(after: open)..<close]
        let numbers = arguments.split(separator: ",").map { Int($0.drop { $0 == " " }) }
        let file = numbers.first.flatMap { $0 } ?? -1
        switch name {
        case "openat":
            guard Self.strings(arguments).first?.suffix(8) == Array("data.mdb".utf8)[...] else { return }
            isSynchronous[result] = arguments.contains("O_DSYNC")
        case "lseek" where isSynchronous[file] != nil:
            positions[file] = result
        case "pwrite64" where isSynchronous[file] != nil:
            write(file, at: numbers.last.flatMap { $0 } ?? 0, Self.strings(arguments).joined())
        case "writev" where isSynchronous[file] != nil:
            let position = positions[file, default: 0]
            write(file, at: position, Self.strings(arguments).joined())
            positions[file] = position + result
        case "fdatasync" where isSynchronous[file] != nil:
            events.append(.flush)
        case "write" where file == 1:
            let text = String(decoding: Array(Self.strings(arguments).joined()), as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\n" }
            if words.first == "committed", let number = Int(words[1]) { events.append(.acknowledge(number)) }
        default: break
        }
    }

    private mutating func write(_ file: Int, at offset: Int, _ parts: some Sequence<UInt8>) {
        events.append(.write(offset: offset, bytes: Array(parts), isSynchronous: isSynchronous[file] ?? false))
    }

    /// The quoted strings of a line, each byte as \xNN.
    private static func strings(_ arguments: Substring) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        for (index, part) in arguments.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            .enumerated() where index % 2 == 1
        {
            var bytes: [UInt8] = []
            Array(part).withUnsafeBufferPointer { text in
                var start = 2
                while start + 1 < text.count {
                    bytes.append(digit(text[start]) << 4 | digit(text[start + 1]))
                    start += 4
                }
            }
            strings.append(bytes)
        }
        return strings
    }

    private static func digit(_ character: UInt8) -> UInt8 {
        character <= UInt8(ascii: "9") ? character - UInt8(ascii: "0") : character - UInt8(ascii: "a") + 10
    }
}
