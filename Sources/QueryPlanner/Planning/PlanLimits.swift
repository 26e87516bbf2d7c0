/// What one statement may ask of the planner and the runtime.
public enum PlanLimits {
    /// Most steps of a plan: they call each other as deep as they are many.
    public static let steps = 4_000
    /// Most nodes and relationships in the patterns of one `MATCH`: ordering them takes the square of their number.
    public static let patternElements = 2_000
    /// Most repeats that a search of a pattern counts: it numbers the pattern's places in each.
    static let searchedRounds = 1 << 20
}
