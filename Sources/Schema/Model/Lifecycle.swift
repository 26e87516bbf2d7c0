/// The states that items of some classes pass through.
public struct Lifecycle: Hashable, Sendable {
    public struct State: Hashable, Sendable {
        public let name: String
        /// False for items that neither fail nor feel failure in this state, such as retired ones.
        public let takesPartInImpact: Bool
        public let description: String
    }

    public let name: String
    /// The state of a new item that states none.
    public let initial: String
    /// In order of declaration, at least one.
    public let states: [State]

    public func state(_ name: String) -> State? { states.first { $0.name == name } }
}
