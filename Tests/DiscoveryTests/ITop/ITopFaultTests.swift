import GraphModel
import Testing

@testable import Discovery

@Suite("iTop: redundancy, faults, options and recognition")
struct ITopFaultTests {
    static let fixtures = ITopImporterTests.sets + ["nested.xml", "Server.csv", "vms.csv"]

    static func run(text: String, name: String = "in", options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(try ITopImporter(options: ImporterOptions(values: options)), [(name, text)])
    }

    static func farm(_ redundancy: String, hypervisors: Int = 3) -> String {
        let members = (1...hypervisors).map { number in
            "<Hypervisor id=\"\(number)\"><name>h\(number)</name><farm_id>9</farm_id></Hypervisor>"
        }
        return "<Set><Farm id=\"9\"><name>f</name>\(redundancy)</Farm>\(members.joined())</Set>"
    }

    @Test(
        "How many hypervisors a farm needs, as iTop stores it and as it shows it",
        arguments: [
            ("", "atLeast 1"), ("2", "atLeast 2"), ("disabled", "percent 100.0"), ("60%", "percent 60.0"),
            ("5", "atLeast 3"), ("12.5 %", "percent 12.5"),
            ("The farm is up if at least 2 hypervisor(s) is(are) up", "atLeast 2"),
            ("The farm is up if at least 60 % of the hypervisors are up", "percent 60.0"),
            ("The farm is up if all the hypervisors are up", "percent 100.0"),
            ("The device is up if at least one power connection (A or B) is up", "atLeast 1"),
        ])
    func thresholds(redundancy: String, expected: String) throws {
        let run = try Self.run(text: Self.farm("<redundancy>\(redundancy)</redundancy>"))
        #expect(run.groups == ["FunctionalCI/9 [members] \(expected)"])
        #expect(run.warnings == [])
        let members = run.edges.filter { $0.hasSuffix("MEMBER_OF FunctionalCI/9 {group: members, inferred: true}") }
        #expect(members.count == 3)
    }

    @Test(
        "A redundancy that is not understood costs no object, and is told",
        arguments: [
            "0", "0%", "101%", "-1", "2 of 3", "many", "The farm is down if 2 hypervisors are down",
            "99999999999999999999",
        ])
    func unknownThresholds(redundancy: String) throws {
        let run = try Self.run(text: Self.farm("<redundancy>\(redundancy)</redundancy>"))
        #expect(run.groups == ["FunctionalCI/9 [members] atLeast 1"])
        #expect(run.warnings.map(\.message) == ["the redundancy `\(redundancy)` is not understood"])
        #expect(run.rejections == [])
    }

    @Test("A solution needs all it consists of, unless it says otherwise; of one there is no group")
    func solutions() throws {
        func solution(_ redundancy: String, parts: Int) throws -> ImporterRun {
            let links = (1...parts).map { part in
                "<lnkApplicationSolutionToFunctionalCI id=\"\(part)\"><applicationsolution_id>9</applicationsolution_id>"
                    + "<functionalci_id>\(part)</functionalci_id></lnkApplicationSolutionToFunctionalCI>"
            }
            return try Self.run(
                text: "<Set>\(links.joined())<ApplicationSolution id=\"9\"><name>s</name>"
                    + "<redundancy>\(redundancy)</redundancy></ApplicationSolution></Set>")
        }
        #expect(try solution("disabled", parts: 3).groups == [])
        #expect(try solution("", parts: 3).groups == [])
        #expect(try solution("50%", parts: 4).groups == ["FunctionalCI/9 [components] percent 50.0"])
        #expect(try solution("1", parts: 1).groups == [])
        #expect(try solution("1", parts: 1).edges == ["FunctionalCI/9 DEPENDS_ON FunctionalCI/1"])
    }

    @Test("Queries over several classes: rows of XML, columns with aliases; what has no partner is null")
    func joins() throws {
        let rows = try Self.run(
            text: """
                <?xml version="1.0"?><Set><Row><VirtualMachine alias="VM" id="1"><name>v</name>
                <virtualhost_id>2</virtualhost_id></VirtualMachine><Farm alias="F" id="2"><name>f</name></Farm></Row>
                <Row><VirtualMachine alias="VM" id="3"><name>w</name></VirtualMachine><Farm alias="F" id="null"></Farm>
                </Row><Row><VirtualMachine alias="VM"><name>x</name></VirtualMachine></Row></Set>
                """)
        let head = "<Set>\n<Row>\n<VirtualMachine alias=\"VM\" id=\"1\">"
        #expect(ITopImporter.recognises(Array(head.utf8), fileName: "x"))
        #expect(rows.items.map(\.nativeID).sorted() == ["FunctionalCI/1", "FunctionalCI/2", "FunctionalCI/3"])
        #expect(rows.edges == ["FunctionalCI/1 RUNS_ON FunctionalCI/2"])
        #expect(rows.rejections.map(\.message) == ["the object has no id"])
        let columns = try Self.run(
            text: """
                VirtualMachine.id,VirtualMachine.name,VirtualMachine.virtualhost_id,F.id,F.name,F.finalclass
                1,v,2,2,f,Farm
                3,w,0,0,,
                """)
        #expect(columns.items.map(\.nativeID).sorted() == ["FunctionalCI/1", "FunctionalCI/2", "FunctionalCI/3"])
        #expect(columns.edges == ["FunctionalCI/1 RUNS_ON FunctionalCI/2"])
        #expect(columns.rejections == [])
    }

    @Test("Links of version 1")
    func version1() throws {
        let run = try Self.run(
            text: """
                <Set><ApplicationSolution id="1"><name>Shop</name></ApplicationSolution>
                <lnkSolutionToCI id="1"><solution_id>1</solution_id><ci_id>5</ci_id></lnkSolutionToCI>
                <lnkProcessToSolution id="1"><process_id>2</process_id><solution_id>1</solution_id></lnkProcessToSolution>
                <ApplicationInstance id="5"><name>Tomcat</name><device_id>6</device_id></ApplicationInstance></Set>
                """)
        #expect(
            run.edges == [
                "FunctionalCI/1 DEPENDS_ON FunctionalCI/5", "FunctionalCI/2 DEPENDS_ON FunctionalCI/1",
                "FunctionalCI/5 RUNS_ON FunctionalCI/6",
            ])
    }

    @Test("Bad objects are rejected with their place; the rest goes on")
    func rejections() throws {
        let run = try Self.run(
            text: """
                <Set>
                <Server><name>a</name></Server>
                <Server id="1"></Server>
                <lnkServerToVolume id="1"><server_id>1</server_id><volume_id>0</volume_id></lnkServerToVolume>
                <lnkConnectableCIToNetworkDevice id="1"><networkdevice_id>x</networkdevice_id>
                </lnkConnectableCIToNetworkDevice>
                <Farm id="2"><name>f</name></Farm>
                <Farm id="2"><name>g</name></Farm>
                </Set>
                """)
        #expect(
            run.rejections.map { "\($0.position?.line ?? 0) \($0.message)" } == [
                "2 the object has no id", "3 the field name is missing", "4 the field volume_id is missing",
                "5 the field connectableci_id is missing",
            ])
        #expect(run.items.map(\.nativeID) == ["FunctionalCI/2"])
        #expect(run.warnings.map(\.message) == ["1 object was read before"])
    }

    @Test("Tables without what they need, and roots of other documents")
    func shapes() throws {
        #expect(throws: ImportError.self) { try Self.run(text: "name,org_id\na,1\n") }
        #expect(throws: ImportError.self) { try Self.run(text: "<a><Server id=\"1\"/></a>") }
        #expect(
            try Self.run(text: "id,name\n1,a\n", name: "-").rejections.map(\.message) == [
                "the row does not tell its class"
            ])
        #expect(try Self.run(text: "id,name\n1,a\n", name: "x/Rack.csv").items.map(\.ciClass) == ["Rack"])
        let open = try Self.run(text: "id,name\n1,a\n2,\"b\n", options: ["class": "Rack"])
        #expect(open.items.map(\.nativeID) == ["FunctionalCI/1"])
        #expect(open.rejections.map(\.kind) == [.syntax])
    }

    @Test("Options")
    func options() throws {
        let run = try ITopImporterTests.run(ITopImporterTests.sets, options: ["instance": "hq"])
        #expect(run.items.allSatisfy { $0.nativeID.hasPrefix("hq:") })
        #expect(run.edges.contains("hq:FunctionalCI/34 RUNS_ON hq:FunctionalCI/33"))
        #expect(throws: ImportError.self) { try Self.run(text: "", options: ["class": ""]) }
        #expect(throws: ImportError.self) { try Self.run(text: "", options: ["site": "a"]) }
    }

    @Test("Chunks do not matter", arguments: fixtures)
    func chunks(name: String) throws {
        let options = name == "vms.csv" ? ["class": "VirtualMachine"] : [:]
        let whole = try ITopImporterTests.run([name], options: options, chunk: 1 << 20)
        let pieces = try ITopImporterTests.run([name], options: options, chunk: 7)
        #expect(whole.items == pieces.items)
        #expect(whole.relationships == pieces.relationships)
    }

    @Test("Every cut of a file ends in at most one rejection, never in a crash", arguments: fixtures)
    func everyCut(name: String) throws {
        let whole = Array(try Fixtures.text("ITop/Fixtures/\(name)").utf8)
        let rejected = try ITopImporterTests.run([name]).rejections.count
        for length in stride(from: 0, to: whole.count, by: 53) {
            let run = try Self.run(text: String(decoding: whole.prefix(length), as: UTF8.self), name: name)
            #expect(run.rejections.count <= 1 + rejected, "\(length)")
        }
    }

    @Test("Recognises its own inputs and no others")
    func recognition() throws {
        for (path, bytes) in try Fixtures.all() {
            #expect(ITopImporter.recognises(bytes, fileName: "x") == path.hasPrefix("ITop/"), "\(path)")
        }
        let others = [
            "<Set/>", "<Set><a/></Set>", "<a><b id=\"1\"/></a>", "", "id,name\n", "name;org_id\n", "{\"id\": 1}",
        ]
        for other in others {
            #expect(!ITopImporter.recognises(Array(other.utf8), fileName: "x"), "\(other)")
        }
    }
}
