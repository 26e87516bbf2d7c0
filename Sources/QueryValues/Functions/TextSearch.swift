/// Replacing and splitting, byte by byte: in UTF-8 no character begins inside another.
enum TextSearch {
    /// Replaces the first `limit` places of a text. An empty text is found nowhere.
    static func replace(in text: String, _ wanted: String, with replacement: String, limit: Int) throws -> String {
        guard !wanted.isEmpty else { return text }
        return try text.withBytes { bytes in
            try wanted.withBytes { wanted in
                var result: [UInt8] = []
                var place = 0
                var count = 0
                while count < limit, let found = bytes.offset(of: wanted, from: place) {
                    result += bytes[place..<found]
                    result += replacement.utf8
                    try ValueLimits.checkBytes(result.count)
                    place = found + wanted.count
                    count += 1
                }
                guard count > 0 else { return text }
                result += bytes[place...]
                return String(decoding: result, as: UTF8.self)
            }
        }
    }

    /// The parts between any of the delimiters, of which the first that fits counts. An empty one splits between all
    /// characters.
    static func split(_ text: String, by delimiters: [String]) throws -> [Value] {
        if delimiters.contains(where: \.isEmpty) {
            try ValueLimits.checkElements(text.scalarCount)
            return text.unicodeScalars.map { .string(String($0)) }
        }
        let wanted = delimiters.map { Array($0.utf8) }
        return try text.withBytes { bytes in
            var parts: [Value] = []
            var start = 0
            while let (place, length) = next(of: wanted, in: bytes, from: start) {
                parts.append(.string(String(decoding: bytes[start..<place], as: UTF8.self)))
                start = place + length
                try ValueLimits.checkElements(parts.count)
            }
            parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
            return parts
        }
    }

    private static func next(
        of delimiters: [[UInt8]], in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (place: Int, length: Int)? {
        if delimiters.count == 1 {
            let place = delimiters[0].withUnsafeBufferPointer { bytes.offset(of: $0, from: start) }
            return place.map { ($0, delimiters[0].count) }
        }
        for place in start..<bytes.count {
            for delimiter in delimiters where place + delimiter.count <= bytes.count {
                if delimiter.withUnsafeBufferPointer({ bytes.holds($0, at: place) }) { return (place, delimiter.count) }
            }
        }
        return nil
    }
}
