import GraphModel
import QuerySyntax
import TestSupport
import Testing

@Suite("Random texts")
struct RandomTests {
    @Test("Random expressions survive printing", arguments: Seeds.first(Seeds.count(20)))
    func expressions(seed: UInt64) throws {
        var expressions = RandomExpressions(random: SeededGenerator(seed: seed))
        let printer = QueryPrinter(keepsColumnNames: false)
        var parsedTexts = 0
        for _ in 0..<400 {
            let text = expressions.expression(4)
            // Some combinations bind too loosely for their place; their refusal is fine.
            guard let tree = try? QueryParser.parseExpression(text) else { continue }
            parsedTexts += 1
            let printed = printer.text(of: tree)
            guard let again = try? QueryParser.parseExpression(printed), again == tree else {
                Issue.record("seed \(seed): \(text) is printed as \(printed)")
                continue
            }
            #expect(printer.text(of: again) == printed)
        }
        #expect(parsedTexts > 100)
    }

    @Test(
        "Texts with damaged bytes are refused or parse, and what parses survives printing",
        arguments: Seeds.first(Seeds.count(8)))
    func mutations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let signs = Array("()[]{}<>-=+*/%^|&!:;,.$'\"`\\ \n09aAxXeEuU_\u{0}#@?~é—".utf8)
        for text in Corpus.all {
            for _ in 0..<6 {
                var bytes = Array(text.utf8)
                for _ in 0...random.below(4) { mutate(&bytes, &random, signs) }
                let damaged = String(decoding: bytes, as: UTF8.self)
                do {
                    let statement = try QueryParser.parse(damaged)
                    let printed = QueryPrinter().text(of: statement)
                    let again = try? QueryParser.parse(printed)
                    #expect(again == statement, "seed \(seed): \(damaged) is printed as \(printed)")
                } catch {
                    #expect(error.position != nil)
                    #expect(!SourceText(damaged).render(error).isEmpty)
                }
                _ = QueryParser.completeness(of: damaged)
                _ = QueryParser.parseScript(damaged)
            }
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator, _ signs: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let place = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes[place] = random.pick(signs)
        case 1: bytes.insert(random.pick(signs), at: place)
        case 2: bytes.remove(at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(12)))
        default:
            let end = min(bytes.count, place + random.below(12))
            bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
        }
    }

    @Test("Every beginning of a text is refused or parses", arguments: Corpus.all)
    func beginnings(text: String) {
        var beginning = ""
        for scalar in text.unicodeScalars {
            _ = try? QueryParser.parse(beginning)
            beginning.unicodeScalars.append(scalar)
        }
    }
}
