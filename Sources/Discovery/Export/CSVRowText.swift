/// Rows of CSV, as RFC 4180 has them.
public enum CSVRowText {
    /// One row with its line end.
    public static func line(_ cells: [String]) -> [UInt8] {
        var line: [UInt8] = []
        append(cells, to: &line)
        return line
    }

    /// Appends one row with its line end.
    static func append(_ cells: [String], to output: inout [UInt8]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { output.append(0x2C) }
            append(cell, to: &output)
        }
        output.append(contentsOf: [0x0D, 0x0A])
    }

    /// In quotes, quotes doubled, where a reader would see something else without them.
    private static func append(_ text: String, to row: inout [UInt8]) {
        let utf8 = text.utf8
        let blanks: [UInt8?] = [0x20, 0x09]
        let isBlankAtEnd = blanks.contains(utf8.first) || blanks.contains(utf8.last)
        guard isBlankAtEnd || utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            row += utf8
            return
        }
        row.append(0x22)
        for byte in utf8 {
            if byte == 0x22 { row.append(0x22) }
            row.append(byte)
        }
        row.append(0x22)
    }
}
