/// Finds functions and their lengths by indentation: the formatter puts a body's closing brace in the column of the
/// declaration.
enum FunctionLengths {
    struct Function: Equatable {
        let name: String
        /// From 1.
        let line: Int
        /// From the declaration to its closing brace.
        let length: Int
    }

    static func functions(in code: [String]) -> [Function] {
        code.indices.compactMap { start in
            let line = code[start]
            guard let name = declaredName(line) else { return nil }
            let indentation = line.prefix { $0 == " " }
            for end in start..<code.count {
                let candidate = code[end]
                guard candidate.prefix(while: { $0 == " " }).count == indentation.count else { continue }
                if end == start ? opensAndCloses(candidate) : candidate.dropFirst(indentation.count).hasPrefix("}") {
                    return Function(name: name, line: start + 1, length: end - start + 1)
                }
                // A declaration without a body ends where the next one of the same level begins.
                if end > start, !candidate.dropFirst(indentation.count).hasPrefix(")"),
                    !candidate.dropFirst(indentation.count).hasPrefix("{")
                {
                    return nil
                }
            }
            return nil
        }
    }

    private static func opensAndCloses(_ line: String) -> Bool {
        line.contains("{") && line.filter { $0 == "{" }.count == line.filter { $0 == "}" }.count
    }

    private static func declaredName(_ line: String) -> String? {
        let words = line.split(whereSeparator: { $0 == " " })
        for (index, word) in words.enumerated() {
            if word == "func", index + 1 < words.count {
                return String(words[index + 1].prefix { $0 != "(" && $0 != "<" })
            }
            if word.hasPrefix("init("), index < 4 { return "init" }
            if !word.allSatisfy({ $0.isLetter || $0 == "@" || $0 == "(" || $0 == ")" || $0 == "_" }) { return nil }
        }
        return nil
    }
}
