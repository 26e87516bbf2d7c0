import Synchronization
import Testing

@testable import GraphModel

@Suite struct ThreadsTests {
    @Test("Every part runs once and is done when `run` returns", arguments: [1, 2, 3, 8])
    func parts(count: Int) {
        let seen = Mutex<[Int]>([])
        Threads.run(count) { number in seen.withLock { $0.append(number) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<count))
    }

    @Test("What is started is done when it is joined")
    func join() {
        let sum = Mutex(0)
        let started = Threads.start { for number in 1...1_000 { sum.withLock { $0 += number } } }
        started.join()
        #expect(sum.withLock { $0 } == 500_500)
    }
}
