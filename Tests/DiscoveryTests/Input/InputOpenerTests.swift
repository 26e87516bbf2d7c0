import Discovery
import GraphModel
import Testing

@Suite("Opening inputs")
struct InputOpenerTests {
    static let compressors = ["gzip -k", "xz -k", "lz4 -q -m", "zstd -q"]
    static let endings = ["gz", "xz", "lz4", "zst"]

    let folder = TemporaryFolder()

    func contents(_ path: String, _ opener: InputOpener = InputOpener()) throws(ImportError) -> [UInt8] {
        let input = try opener.open(path)
        var bytes: [UInt8] = []
        while true {
            let chunk = try input.read()
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }

    func failure(_ path: String, _ opener: InputOpener = InputOpener()) -> String {
        do {
            return "\(try contents(path, opener).count) bytes"
        } catch {
            return "\(error)".replacing(folder.path, with: "DIR")
        }
    }

    /// Text that compresses, but not to nothing, and is longer than any buffer on the way.
    static let sample = Array((0..<60_000).map { "line \($0) \($0 &* 2_654_435_761)\n" }.joined().utf8)

    @Test("Plain files come in chunks, with their length known")
    func plain() throws {
        let path = folder.file("a", Self.sample)
        #expect(try contents(path) == Self.sample)
        let input = try InputOpener(chunkBytes: 1_000).open(path)
        #expect(input.expectedBytes == Self.sample.count)
        #expect(try input.head() == Array(Self.sample.prefix(ImportInput.headBytes)))
        var first = try input.read()
        #expect(first.count >= ImportInput.headBytes && input.bytesRead == first.count)
        first += try input.read()
        #expect(first == Array(Self.sample.prefix(first.count)))
    }

    @Test("Compressed files are known by their content", arguments: 0..<4)
    func compressed(form: Int) throws {
        let path = folder.file("a", Self.sample)
        try #require(folder.run("\(Self.compressors[form]) a && mv a.\(Self.endings[form]) b") == 0)
        #expect(try contents("\(folder.path)/b") == Self.sample)
        #expect(try contents(path) == Self.sample)
        #expect(
            failure("\(folder.path)/b", InputOpener(decompressedBytesLimit: Self.sample.count - 1))
                == "DIR/b decompresses to more than \(Self.sample.count - 1) bytes [import.limit]\n"
                + "  If this is right, decompress it first.")
        #expect(
            failure("\(folder.path)/b", InputOpener(decompressedBytesLimit: Self.sample.count))
                == "\(Self.sample.count) bytes")
    }

    @Test("A truncated or damaged archive is an error at its end", arguments: 0..<4)
    func damaged(form: Int) throws {
        folder.file("a", Self.sample)
        let ending = Self.endings[form]
        try #require(folder.run("\(Self.compressors[form]) a && head -c 60000 a.\(ending) > cut.\(ending)") == 0)
        let message = failure("\(folder.path)/cut.\(ending)")
        #expect(message.hasPrefix("DIR/cut.\(ending) cannot be decompressed: "), "\(message)")
        #expect(message.hasSuffix("[import.unreadable]\n  The file may be truncated or damaged."), "\(message)")
    }

    @Test("An importer that stops early leaves no process behind")
    func abandoned() throws {
        folder.file("a", Self.sample)
        try #require(folder.run("gzip a") == 0)
        for _ in 0..<20 {
            let input = try InputOpener(chunkBytes: 100).open("\(folder.path)/a.gz")
            #expect(try input.read().count > 0)
        }
        #expect(folder.run("! ps -o stat= --ppid $PPID | grep -q '^Z.*gzip'") == 0)
    }

    @Test("Missing, forbidden and unfit paths say what is wrong")
    func unreadable() throws {
        #expect(
            failure("\(folder.path)/none") == "DIR/none cannot be read: No such file or directory [import.unreadable]")
        #expect(
            failure(folder.path) == "DIR is a folder [import.unreadable]\n  Its files are imported one by one.")
        #expect(throws: ImportError.self) { try InputOpener().files(["\(folder.path)/none"]) }
        #expect(throws: ImportError.self) { try InputOpener().files([folder.path]) }
        #expect(failure(folder.file("empty", [])) == "0 bytes")
    }

    @Test("Folders give their files, sorted, without hidden ones and links to folders")
    func folders() throws {
        try #require(folder.run("mkdir -p b/c .d && touch z b/c/2 b/c/10 b/.x .d/y a && ln -s .. b/loop") == 0)
        let files = try InputOpener().files([folder.path, "-"]).map { $0.replacing(folder.path, with: "DIR") }
        #expect(files == ["DIR/a", "DIR/b/c/10", "DIR/b/c/2", "DIR/z", "-"])
    }

    @Test("Formats are recognised or named")
    func detection() throws {
        let cases: [(String, String?)] = [
            ("{\"faultline\": 1, \"items\": [", "interchange"),
            ("{\"class\":\"Server\",\"id\":\"1\"}\n", "interchange"),
            ("{\"from\":\"a\",\"to\":\"b\",\"type\":\"X\"}", "interchange"), ("{\"removed\":\"a\"}", "interchange"),
            ("", nil), ("\u{0}\u{1}", nil),
        ]
        for (text, format) in cases {
            let input = Inputs.text(text)
            let found = try? Importers.recognising(input)
            #expect(found?.format == format, "\(text)")
        }
        #expect(try Importers.named("interchange").format == "interchange")
        #expect(throws: ImportError.self) { try Importers.named("nonsense") }
    }
}
