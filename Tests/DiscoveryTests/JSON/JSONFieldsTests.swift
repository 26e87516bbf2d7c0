import GraphModel
import Testing

@testable import Discovery

@Suite("JSON: typed access to fields")
struct JSONFieldsTests {
    static let position = SourcePosition(file: "f", line: 3, path: "$.items[2]")

    static func fields(_ text: String) throws -> JSONFields {
        let reader = try JSONReader(ImportInput(name: "f", bytes: Array(KubernetesFixture.quoted(text).utf8)))
        guard case .object(let object) = try reader.readValue() else { throw ImportError(.badRecord, "no object") }
        return JSONFields(object, at: position)
    }

    @Test("Values of the right type; missing, null and empty are absent")
    func values() throws {
        let fields = try Self.fields(
            "{s: \"x\", e: \"\", n: null, i: 7, d: 7.0, b: true, l: [\"a\", \"b\"], o: {p: {q: \"r\"}}, m: {z: \"1\", a: \"2\"}}"
        )
        #expect(try fields.string("s") == "x")
        #expect(try fields.string("e") == nil)
        #expect(try fields.string("n") == nil)
        #expect(try fields.string("missing") == nil)
        #expect(try fields.integer("i") == 7)
        #expect(try fields.integer("d") == 7)
        #expect(try fields.integer("n") == nil)
        #expect(try fields.boolean("b") == true)
        #expect(try fields.boolean("missing") == nil)
        #expect(try fields.strings("l") == ["a", "b"])
        #expect(try fields.strings("missing") == [])
        #expect(try fields.object("o").object("p").string("q") == "r")
        #expect(try fields.object("missing").object("deeper").string("still") == nil)
        #expect(try fields.object("n").isMissing)
        #expect(try fields.map("m").map { "\($0.key)\($0.value)" } == ["a2", "z1"])
        #expect(try fields.objects("missing").isEmpty)
    }

    @Test(
        "Wrong types, with the path",
        arguments: [
            ("{a: 1}", "$.items[2].a", "this is not a string"), ("{a: {}}", "$.items[2].a", "this is not a string"),
            ("{a: []}", "$.items[2].a", "this is not a string"), ("{a: true}", "$.items[2].a", "this is not a string"),
        ])
    func strings(text: String, path: String, message: String) throws {
        let error = #expect(throws: ImportError.self) { try Self.fields(text).string("a") }
        #expect(error?.kind == .badRecord)
        #expect(error?.position == SourcePosition(file: "f", line: 3, path: path))
        #expect(error?.message == message)
    }

    @Test("Wrong types of every accessor")
    func others() throws {
        let fields = try Self.fields("{s: \"x\", i: 1.5, big: 3000000000, l: [{a: 1}, 2], m: {k: 1}, t: \"soon\"}")
        func path(_ body: () throws -> Void) -> String? {
            do { try body() } catch let error as ImportError { return error.position?.path } catch {}
            return nil
        }
        #expect(path { _ = try fields.integer("s") } == "$.items[2].s")
        #expect(path { _ = try fields.integer("i") } == "$.items[2].i")
        #expect(path { _ = try fields.integer("big") } == "$.items[2].big")
        #expect(path { _ = try fields.boolean("s") } == "$.items[2].s")
        #expect(path { _ = try fields.object("s") } == "$.items[2].s")
        #expect(path { _ = try fields.objects("s") } == "$.items[2].s")
        #expect(path { _ = try fields.objects("l") } == "$.items[2].l[1]")
        #expect(path { _ = try fields.strings("l") } == "$.items[2].l[0]")
        #expect(path { _ = try fields.map("m") } == "$.items[2].m.k")
        #expect(path { _ = try fields.map("l") } == "$.items[2].l")
        #expect(path { _ = try fields.moment("t") } == "$.items[2].t")
        #expect(path { _ = try fields.countOrPercent("s") } == "$.items[2].s")
        #expect(fields.missing("x").position?.path == "$.items[2]")
    }

    @Test(
        "Counts and percentages",
        arguments: [
            ("0", 10, 0), ("3", 10, 3), ("\"0%\"", 10, 0), ("\"1%\"", 10, 1), ("\"10%\"", 10, 1), ("\"11%\"", 10, 2),
            ("\"50%\"", 3, 2), ("\"100%\"", 7, 7), ("\"33%\"", 3, 1), ("\"34%\"", 3, 2), ("\"50%\"", 0, 0),
        ])
    func amounts(text: String, total: Int, expected: Int) throws {
        let amount = try Self.fields("{a: \(text)}").countOrPercent("a")
        #expect(amount?.of(total) == expected)
        #expect(amount?.text == text.filter { $0 != "\"" })
    }

    @Test(
        "What is neither",
        arguments: ["-1", "1.5", "\"50\"", "\"-5%\"", "\"a%\"", "\"%\"", "true", "\"99999999%\"", "[]"])
    func noAmounts(text: String) {
        #expect(throws: ImportError.self) { try Self.fields("{a: \(text)}").countOrPercent("a") }
    }

    @Test(
        "Kinds of other groups are other kinds",
        arguments: [
            ("v1", true), ("apps/v1", true), ("networking.k8s.io/v1", true), ("extensions/v1beta1", true),
            ("policy/v1beta1", true), ("serving.knative.dev/v1", false), ("example.com/v1alpha1", false),
        ])
    func groups(apiVersion: String, isKnown: Bool) throws {
        #expect(KubernetesKind.service.isOf(apiVersion) == isKnown)
        let run = try KubernetesFixture.run(
            KubernetesFixture.list(
                KubernetesFixture.object("Service", "s", apiVersion: apiVersion),
                KubernetesFixture.object("Service", "t", apiVersion: apiVersion)))
        #expect(run.items.contains { $0.ciClass == "KubernetesService" } == isKnown)
        #expect(run.warnings.count == (isKnown ? 0 : 1))
    }
}
