import Glibc

/// What the C library and plain loops say, for comparison with the calendar and the text forms of GraphModel.
enum ReferenceText {
    /// Seconds since 1970 of a midnight of UTC.
    static func seconds(year: Int64, month: Int64, day: Int64) -> Int64 {
        var fields = tm()
        fields.tm_year = Int32(year - 1_900)
        fields.tm_mon = Int32(month - 1)
        fields.tm_mday = Int32(day)
        return Int64(timegm(&fields))
    }

    /// The year at a second of UTC.
    static func year(ofSecond second: Int64) -> Int64 {
        Int64(fields(ofSecond: second).tm_year) + 1_900
    }

    /// A moment's text with seconds always shown.
    static func moment(second: Int64, billionths: Int64) -> String {
        let fields = fields(ofSecond: second)
        let day = date(
            year: Int64(fields.tm_year) + 1_900, month: Int64(fields.tm_mon) + 1, day: Int64(fields.tm_mday))
        let secondOfDay = Int64((fields.tm_hour * 60 + fields.tm_min) * 60 + fields.tm_sec)
        return day + "T" + clock(secondOfDay: secondOfDay, billionths: billionths)
    }

    private static func fields(ofSecond second: Int64) -> tm {
        var fields = tm()
        var time = time_t(second)
        gmtime_r(&time, &fields)
        return fields
    }

    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// A date's canonical text: a sign only before year 0 and after year 9999.
    static func date(year: Int64, month: Int64, day: Int64) -> String {
        let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
        return "\(sign)\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// A time with seconds always shown, and the fraction's digits in threes.
    static func clock(secondOfDay: Int64, billionths: Int64) -> String {
        let hour = secondOfDay / 3_600
        var text = "\(padded(hour, 2)):\(padded(secondOfDay / 60 - hour * 60, 2)):\(padded(secondOfDay % 60, 2))"
        guard billionths > 0 else { return text }
        var digits = padded(billionths, 9)
        while digits.hasSuffix("000") { digits.removeLast(3) }
        text += "." + digits
        return text
    }
}
