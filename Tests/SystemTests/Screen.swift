/// What a terminal shows: the lines after all that moved, inserted and erased.
struct Screen {
    private(set) var lines: [[Character]] = [[]]
    /// Where the next character goes.
    private(set) var row = 0
    private var column = 0
    private var inserts = false
    private var escape: String?

    /// Takes what a program wrote.
    mutating func take(_ text: String) {
        for scalar in text.unicodeScalars { take(scalar) }
    }

    /// A line without the spaces at its end.
    func text(_ row: Int) -> String {
        var line = lines[row][...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if let begun = escape {
            escape = begun + String(scalar)
            // The bracket begins a sequence with parameters, which a letter ends.
            guard begun.isEmpty ? scalar != "[" : scalar.value >= 0x40 else { return }
            perform(begun.dropFirst(), scalar)
            escape = nil
            return
        }
        switch scalar {
        case "\u{1B}": escape = ""
        case "\r": column = 0
        case "\n": go(to: row + 1)
        case "\u{8}": column = max(0, column - 1)
        case _ where scalar.value < 0x20: break
        default: put(Character(scalar))
        }
    }

    private mutating func perform(_ parameters: Substring, _ command: Unicode.Scalar) {
        let count = Int(parameters) ?? 1
        switch command {
        case "A": go(to: max(0, row - count))
        case "B": go(to: row + count)
        case "C": column += count
        case "D": column = max(0, column - count)
        case "G": column = count - 1
        case "K": lines[row] = Array(lines[row].prefix(column))
        case "J":
            lines = Array(lines[...row])
            lines[row] = Array(lines[row].prefix(column))
        case "P": lines[row] = Array(lines[row].prefix(column) + lines[row].dropFirst(column + count))
        case "@": lines[row].insert(contentsOf: repeatElement(" ", count: count), at: min(column, lines[row].count))
        case "h" where parameters == "4": inserts = true
        case "l" where parameters == "4": inserts = false
        default: break  // Colours and modes.
        }
    }

    private mutating func go(to row: Int) {
        self.row = row
        while lines.count <= row { lines.append([]) }
    }

    private mutating func put(_ character: Character) {
        while lines[row].count <= column { lines[row].append(" ") }
        if inserts { lines[row].insert(character, at: column) } else { lines[row][column] = character }
        column += 1
    }
}
