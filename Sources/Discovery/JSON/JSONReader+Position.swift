public import GraphModel

extension JSONReader {
    /// Line and column of the current token, and its path in the document. Costs a pass over the bytes since the last
    /// position that was asked for.
    public var position: SourcePosition { window.position(tokenStart, path: path) }

    /// The line of the current token, from 1.
    public var line: Int { window.line(tokenStart) }

    /// An error at the current token.
    public func error(_ kind: ImportError.Code, _ message: String, advice: String? = nil) -> ImportError {
        ImportError(kind, message, at: position, advice: advice)
    }

    /// The path of the current token, such as `$.items[3].spec`.
    public var path: String {
        var path = "$"
        for level in 0..<depth {
            let frame = stack[level]
            if !frame.isObject {
                if frame.index >= 0 { path += "[\(frame.index)]" }
            } else if level + 1 < depth {
                let next = level + 2 < depth ? stack[level + 2].pathLength : pathBytes.count
                pathBytes[stack[level + 1].pathLength..<next].withUnsafeBufferPointer { Self.append($0, to: &path) }
            } else if hasKey {
                withKeyBytes { Self.append($0, to: &path) }
            }
        }
        return path
    }

    private static func append(_ key: UnsafeBufferPointer<UInt8>, to path: inout String) {
        let text = String(decoding: key, as: UTF8.self)
        let isPlain = key.allSatisfy { byte in
            byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x24 || byte == 0x2D
        }
        path += isPlain && !key.isEmpty ? ".\(text)" : "[\"\(text)\"]"
    }

    func syntax(_ message: String, at offset: Int? = nil, advice: String? = nil) -> ImportError {
        ImportError(.syntax, message, at: window.position(offset ?? cursor, path: path), advice: advice)
    }

    /// The error of finding something else than `wanted` at the cursor.
    func unexpected(_ wanted: String) -> ImportError {
        if isAtEnd {
            return syntax("the input ends where \(wanted) should be", advice: "The file may be truncated.")
        }
        let byte = window.base[cursor]
        let found = byte > 0x20 && byte < 0x7F ? "`\(Unicode.Scalar(byte))`" : "byte 0x\(String(byte, radix: 16))"
        return syntax("found \(found) where \(wanted) should be")
    }
}
