/// The version of this program.
public enum FaultlineVersion {
    public static let current = "0.1.0"
}
