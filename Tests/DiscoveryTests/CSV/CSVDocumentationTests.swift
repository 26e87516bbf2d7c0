import Discovery
import Testing

@Suite("CSV: what the documentation says")
struct CSVDocumentationTests {
    @Test("The examples of conventional columns")
    func convention() throws {
        let blocks = try RepositoryFiles.blocks("csv", in: "docs/importers/csv.md")
        #expect(
            blocks.map { CSVConventionTests.lines($0) } == [
                [
                    "Server srv-1 name=web-01 cpus=16 group.feeds=atLeast 1", "pdu-a -POWERS-> srv-1 group=feeds",
                    "pdu-b -POWERS-> srv-1 group=feeds", "VirtualMachine vm-1 name=shop-a cpus=4",
                    "vm-1 -RUNS_ON-> srv-1",
                ],
                ["shop-a -DEPENDS_ON-> db-1 weight=2", "shop-a -DEPENDS_ON-> db-2 weight=1"],
            ])
    }

    @Test("The example of a mapping file")
    func mapping() throws {
        let blocks = try RepositoryFiles.blocks("yaml", in: "docs/importers/csv.md")
        try #require(blocks.count == 1)
        let text = """
            Serial;Site;Kind;Host;RAM;Installed;Feeds;Feeds needed;Rack;Unit;Owner;Status;Backup
            7;ZH;Physical;web-1;32,5;24.12.2025;a|b;1;R1;12;p1;live;nas
            8;ZH;Physical;web-2;;;;;;;;test;
            """
        #expect(
            CSVMappingTests.lines(blocks[0], text) == [
                "Server ZH/7 name=web-1 memoryGiB=32.5f installed=<2025-12-24> vendor=Dell group.feeds=atLeast 1",
                "a -POWERS-> ZH/7 group=feeds", "b -POWERS-> ZH/7 group=feeds", "ZH/7 -LOCATED_IN-> Rack:R1 unit=12i",
                "ZH/7 -OWNED_BY-> people#p1", "ZH/7 -BACKED_UP_TO-> nas",
            ])
    }
}
