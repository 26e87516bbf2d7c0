extension FunctionCatalog {
    /// The functions of the language.
    public static let standard = FunctionCatalog(
        ScalarFunctions.all + ElementFunctions.all + ConversionFunctions.all + ListFunctions.all + StringFunctions.all
            + MathematicalFunctions.all + SpatialFunctions.all + TemporalFunctions.all)
}
