import Schema
import Testing

/// The look-ups, over a small tree: Thing > Box > Crate, Thing > Lid, and Person.
@Suite struct ReconciliationRulesTests {
    static let rules = """
        reconciliation:
          placeholders: [NA, "  To be filled by O.E.M. ", "0", "ÄÖ"]
          sources:
            - {source: "*", effectiveDays: 30}
            - {source: nmap*, effectiveDays: 14}
            - {source: nmap-dmz*, effectiveDays: 3}
            - {source: nmap-dmz, effectiveDays: 1}
            - {source: manual*}
          precedence:
            - {class: Thing, order: [manual*, cmdb, nmap*]}
            - {class: Thing, attributes: [level, name], order: [nmap*, cmdb]}
            - {class: Box, attributes: [size, state], order: [vsphere*, vsphere-test, "*", nmap*]}
            - {class: Crate, order: [cmdb]}
          missing:
            - {class: Thing, policy: stale}
            - {class: Box, policy: delete, afterDays: 7}
        """

    private let schema: CompiledSchema

    init() throws { schema = try TestSchemas.compile(Self.rules) }

    private func code(_ name: String) throws -> ClassCode { try schema.resolveClass(name) }

    private func ranks(_ sources: [String], _ attribute: String, _ name: String) throws -> [Int] {
        let code = try code(name)
        return sources.map { schema.precedence(of: $0, for: attribute, in: code) }
    }

    @Test func placeholdersAreTrimmedAndLowerCase() {
        #expect(schema.reconciliation.placeholders == ["na", "to be filled by o.e.m.", "0", "äö"])
    }

    @Test(arguments: [
        ("nmap", "nmap", true), ("nmap", "nmap-dmz", false), ("nmap*", "nmap", true), ("nmap*", "nmap-dmz", true),
        ("nmap*", "nma", false), ("nmap*", "Nmap", false), ("*", "", true), ("*", "anything", true), ("a*", "b", false),
    ])
    func patternsMatch(_ pattern: String, _ source: String, _ expected: Bool) throws {
        let pattern = try #require(ReconciliationRules.SourcePattern(pattern))
        #expect(pattern.matches(source) == expected)
    }

    @Test(arguments: ["", "a*b", "*a", "**", "a**"])
    func thereAreNoOtherPatterns(_ text: String) {
        #expect(ReconciliationRules.SourcePattern(text) == nil)
    }

    @Test func aSourceHoldsAsItsMostSpecificPatternSays() {
        #expect(schema.effectiveDays(of: "nmap-dmz") == 1)
        #expect(schema.effectiveDays(of: "nmap-dmz-2") == 3)
        #expect(schema.effectiveDays(of: "nmap") == 14)
        #expect(schema.effectiveDays(of: "csv") == 30)
        #expect(schema.effectiveDays(of: "manual") == nil)
        #expect(CompiledSchema.empty.effectiveDays(of: "nmap") == nil)
    }

    @Test func ofTwoEquallySpecificPatternsTheFirstCounts() throws {
        let code = try code("Lid")
        let pattern = try #require(ReconciliationRules.SourcePattern("a*"))
        let rule = ReconciliationRules.PrecedenceRule(ciClass: code, order: [pattern, pattern])
        #expect(rule.rank(of: "abc") == 0)
        #expect(rule.rank(of: "b") == 2)
    }

    @Test func theNearestRuleThatListsTheAttributeDecides() throws {
        // Of an ancestor, although the class has a rule for all attributes.
        #expect(try ranks(["nmap", "cmdb", "manual"], "level", "Crate") == [0, 1, 2])
        #expect(try ranks(["vsphere-1", "vsphere-test", "csv", "nmap-1"], "size", "Crate") == [0, 1, 2, 3])
        #expect(try ranks(["vsphere-1", "csv"], "state", "Box") == [0, 2])
    }

    @Test func elseTheNearestRuleForAllAttributes() throws {
        #expect(try ranks(["cmdb", "manual", "nmap"], "serial", "Crate") == [0, 1, 1])
        #expect(try ranks(["manual-1", "cmdb", "nmap", "csv", "cmdb-1"], "serial", "Box") == [0, 1, 2, 3, 3])
        #expect(try ranks(["manual", "csv"], "size", "Lid") == [0, 3])
        // An attribute that no class declares.
        #expect(try ranks(["manual", "cmdb"], "colour", "Lid") == [0, 1])
    }

    @Test func withoutARuleAllAreEqual() throws {
        #expect(try ranks(["manual", "cmdb", "nmap"], "name", "Person") == [0, 0, 0])
        #expect(schema.precedenceRule(for: "name", in: try code("Person")) == nil)
    }

    @Test func theNearestClassSaysWhatBecomesOfMissingItems() throws {
        let box = ReconciliationRules.MissingRule(ciClass: try code("Box"), policy: .delete, afterDays: 7)
        #expect(schema.missingRule(of: try code("Box")) == box)
        #expect(schema.missingRule(of: try code("Crate")) == box)
        #expect(
            schema.missingRule(of: try code("Lid"))
                == ReconciliationRules.MissingRule(ciClass: try code("Thing"), policy: .stale))
        let person = try code("Person")
        #expect(
            schema.missingRule(of: person) == ReconciliationRules.MissingRule(ciClass: person, policy: .retire))
    }

    @Test func documentsAreJoinedInOrder() throws {
        let schema = try TestSchemas.compile(
            Self.rules,
            """
            reconciliation:
              placeholders: [none, na]
              sources: [{source: csv*, effectiveDays: 90}]
              precedence: [{class: Person, order: [hr]}]
              missing: [{class: Person, policy: keep}]
            """)
        let rules = schema.reconciliation
        #expect(rules.placeholders.count == 5)
        #expect(
            rules.sources.map(\.pattern.description) == ["*", "nmap*", "nmap-dmz*", "nmap-dmz", "manual*", "csv*"])
        #expect(rules.precedence.map { schema[$0.ciClass].name } == ["Thing", "Thing", "Box", "Crate", "Person"])
        #expect(rules.missing.map(\.policy) == [.stale, .delete, .keep])
        #expect(try TestSchemas.compile("reconciliation: {}").reconciliation.isEmpty)
    }

    @Test func replaceTakesThePlaceOfAnEarlierRule() throws {
        let schema = try TestSchemas.compile(
            Self.rules,
            """
            reconciliation:
              sources: [{source: nmap*, replace: true}]
              precedence:
                - {class: Thing, order: [csv], replace: true}
                - {class: Thing, attributes: level, order: [csv], replace: true}
                - {class: Box, attributes: [size, state], order: [csv], replace: true}
              missing: [{class: Box, policy: keep, replace: true}]
            """)
        let (box, lid) = (try schema.resolveClass("Box"), try schema.resolveClass("Lid"))
        #expect(schema.effectiveDays(of: "nmap") == nil)
        #expect(schema.reconciliation.sources.count == 5)
        for attribute in ["level", "serial", "size", "state"] {
            #expect(schema.precedence(of: "csv", for: attribute, in: box) == 0)
            #expect(schema.precedence(of: "nmap", for: attribute, in: box) == 1)
        }
        // What the replaced rule said of other attributes still holds.
        #expect(schema.precedence(of: "cmdb", for: "name", in: lid) == 1)
        #expect(schema.missingRule(of: box).policy == .keep)
        #expect(schema.reconciliation.missing.count == 2)
    }
}
