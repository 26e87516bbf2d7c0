import GraphModel
import Synchronization

/// A clock that goes on by a millisecond whenever it is looked at.
final class SteppedClock: Sendable {
    private let looks = Atomic<Int64>(0)

    var tick: @Sendable () -> Timestamp {
        { [self] in
            let looks = self.looks.wrappingAdd(1, ordering: .relaxed).newValue
            return Timestamp(
                microsecondsSinceEpoch: StoreEngine.start.microsecondsSinceEpoch + looks * 1_000)
        }
    }
}
