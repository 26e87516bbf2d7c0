import GraphModel

/// How a file writes dates: `DD.MM.YYYY`, `MM/DD/YYYY hh:mm`. Every letter stands for one digit, all else for itself.
struct DatePattern {
    let text: String
    private let bytes: [UInt8]

    /// Nil unless year, month and day are there, each once.
    init?(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
        func count(_ letter: Unicode.Scalar) -> Int { bytes.count { $0 == UInt8(ascii: letter) } }
        guard count("Y") == 4, count("M") == 2, count("D") == 2 else { return nil }
        guard [0, 2].contains(count("h")), [0, 2].contains(count("m")), [0, 2].contains(count("s")) else { return nil }
    }

    var hasTime: Bool { bytes.contains(UInt8(ascii: "h")) }

    func date(_ text: String) -> CalendarDate? { parse(text)?.date }

    func dateTime(_ text: String) -> LocalDateTime? {
        parse(text).map { LocalDateTime(date: $0.date, time: $0.time) }
    }

    private func parse(_ text: String) -> (date: CalendarDate, time: LocalTime)? {
        let digits = Array(text.utf8)
        guard digits.count == bytes.count else { return nil }
        var (year, month, day): (Int64, Int64, Int64) = (0, 0, 0)
        var (hour, minute, second): (Int64, Int64, Int64) = (0, 0, 0)
        for (letter, byte) in zip(bytes, digits) {
            let digit = Int64(byte) - 0x30
            let isDigit = (0...9).contains(digit)
            switch Unicode.Scalar(letter) {
            case "Y" where isDigit: year = year * 10 + digit
            case "M" where isDigit: month = month * 10 + digit
            case "D" where isDigit: day = day * 10 + digit
            case "h" where isDigit: hour = hour * 10 + digit
            case "m" where isDigit: minute = minute * 10 + digit
            case "s" where isDigit: second = second * 10 + digit
            case "Y", "M", "D", "h", "m", "s": return nil
            default: guard letter == byte else { return nil }
            }
        }
        guard let date = CalendarDate(year: year, month: month, day: day), hour < 24, minute < 60, second < 60 else {
            return nil
        }
        let seconds = (hour * 60 + minute) * 60 + second
        return (date, LocalTime(nanosecondsOfDay: seconds * 1_000_000_000))
    }
}
