import Faultline
import Testing

@Suite struct NameTests {
    @Test func aCIIsNamedByNumberNameIdentityOrClassAndName() throws {
        let session = try SampleEstate().database.session()
        let id = try session.resolve("srv-1")
        #expect(try session.resolve("\(id)") == id)
        #expect(try session.resolve("s1") == id)
        #expect(try session.resolve("cmdb#s1") == id)
        #expect(try session.resolve("server:srv-1") == id)
        #expect(try session.resolve("ComputeResource:srv-1") == id)
    }

    @Test func anUnknownNameComesWithSuggestions() throws {
        let session = try SampleEstate().database.session()
        let error = try #require(throws: EngineError.self) { try session.resolve("srv-11") }
        #expect(error.code == "ci.notFound")
        #expect(error.advice?.contains("`srv-1`") == true)
    }

    @Test func anAmbiguousNameListsItsCandidates() throws {
        let estate = try SampleEstate()
        try estate.run(
            """
            {"class":"Application","id":"x","name":"srv-1"}
            """)
        let session = try estate.database.session()
        let error = try #require(throws: EngineError.self) { try session.resolve("srv-1") }
        #expect(error.code == "ci.ambiguous")
        #expect(error.message.contains("Application:srv-1"))
        #expect(try session.resolve("Application:srv-1") != session.resolve("Server:srv-1"))
    }
}
