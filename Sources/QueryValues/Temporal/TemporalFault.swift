internal import GraphModel

/// What is wrong with the arguments and results of temporal functions.
enum TemporalFault {
    static func value(_ message: String, advice: String? = nil) -> QueryError {
        QueryError(.invalidArgumentValue, .argument, .runtime, message, advice: advice)
    }

    static func kind(_ message: String) -> QueryError { .type(.invalidArgumentValue, message) }

    /// The sum or product of durations does not fit in their parts.
    static let durationOverflow = QueryError(
        .integerOverflow, .arithmetic, .runtime, "A part of the duration exceeds 64 bits.")

    /// A part that is asked for does not fit in an integer.
    static let partOverflow = QueryError(.integerOverflow, .arithmetic, .runtime, "The number exceeds 64 bits.")

    static let outOfCalendar = QueryError(
        .numberOutOfRange, .arithmetic, .runtime,
        "The time lies outside the years -\(Limits.yearMagnitude) to \(Limits.yearMagnitude).")
}
