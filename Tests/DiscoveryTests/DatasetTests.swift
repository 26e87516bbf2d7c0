import Discovery
import Testing

@Suite("The sample estates of datasets/")
struct DatasetTests {
    static let mapped = ["hardware", "network"]

    /// What all files of one month give, each read in the format that recognises it.
    static func readings(_ month: String) throws -> [(file: String, reading: Reading)] {
        let opener = InputOpener()
        return try opener.files(["\(RepositoryFiles.root)/datasets/bank/\(month)"]).map { path in
            let name = String(path.split(separator: "/").last?.prefix { $0 != "." } ?? "")
            var options = ImporterOptions()
            if mapped.contains(name) {
                options.mappingName = "datasets/bank/\(name).mapping.yaml"
                options.mapping = try RepositoryFiles.text(options.mappingName)
            }
            let input = try opener.open(path)
            return (name, Reading(try Importers.recognising(input), input, options: options))
        }
    }

    @Test("The bank: every file is recognised and read without complaint", arguments: ["2026-09", "2026-11"])
    func bank(month: String) throws {
        var items = 0
        var identities: Set<String> = []
        for (file, reading) in try Self.readings(month) {
            #expect(
                reading.isClean,
                "\(file): \(reading.rejected.prefix(3)) \(reading.warnings.prefix(3)) \(reading.failure ?? "")")
            #expect(!reading.records.isEmpty, "\(file)")
            for case .item(let item) in reading.records {
                items += 1
                identities.insert("\(item.source ?? file)#\(item.nativeID)")
            }
        }
        #expect(items >= 300)
        #expect(identities.count == items)
    }

    @Test("What other tools discovered is recognised and read without complaint")
    func discovered() throws {
        let readings = try Self.readings("discovered")
        for (file, reading) in readings {
            #expect(
                reading.isClean,
                "\(file): \(reading.rejected.prefix(3)) \(reading.warnings.prefix(3)) \(reading.failure ?? "")")
            #expect(!reading.records.isEmpty, "\(file)")
        }
        #expect(readings.count == 14)
    }
}
