import GraphModel
import Testing

@testable import QueryValues

@Suite struct TimeZoneFileTests {
    /// A file with two changes, of 64-bit times in the second block.
    static func file(footer: String = "CET-1CEST,M3.5.0,M10.5.0/3") -> [UInt8] {
        func header(changes: UInt8, kinds: UInt8, name: UInt8) -> [UInt8] {
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
                + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, changes, 0, 0, 0, kinds, 0, 0, 0, name]
        }
        let short = header(changes: 0, kinds: 1, name: 1) + [0, 0, 0, 0, 0, 0, 0]
        var long = header(changes: 2, kinds: 2, name: 4)
        long += [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 10]
        long += [1, 0]
        long += [0xFF, 0xFF, 0xF8, 0xF8, 0, 0] + [0, 0, 14, 16, 0, 0]
        long += [65, 66, 67, 0]
        return short + long + Array("\n\(footer)\n".utf8)
    }

    @Test func offsets() throws {
        let rules = try #require(TimeZoneFile.rules(Self.file(footer: "")))
        #expect(rules.offset(at: -1 << 32 - 1) == -1_800)
        #expect(rules.offset(at: -1 << 32) == 3_600)
        #expect(rules.offset(at: 9) == 3_600)
        #expect(rules.offset(at: 10) == -1_800)
        let lasting = try #require(TimeZoneFile.rules(Self.file()))
        #expect(lasting.offset(at: 9) == 3_600)
        #expect(lasting.offset(at: 1_753_000_000) == 7_200)
    }

    @Test func shortenedFilesAreRefused() {
        let file = Self.file(footer: "")
        for count in 0..<file.count - 2 {
            #expect(TimeZoneFile.rules(Array(file[..<count])) == nil, "\(count) bytes")
        }
    }

    /// Whatever a file holds, it is refused or gives offsets, and never traps.
    @Test func damagedFilesDoNotTrap() {
        let file = Self.file()
        for place in file.indices {
            for byte in [0, 1, 2, 0x7F, 0x80, 0xFF] as [UInt8] {
                var damaged = file
                damaged[place] = byte
                guard let rules = TimeZoneFile.rules(damaged) else { continue }
                #expect(abs(rules.offset(at: 0)) <= 36 * 3_600)
            }
        }
    }
}
