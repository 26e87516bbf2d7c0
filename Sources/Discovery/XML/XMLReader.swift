import Foundation
import FoundationXML
import GraphModel

/// Reads an XML document and hands out its records, each an element with all that is in it, one at a time in memory.
///
///     let reader = XMLReader(isRecord: { path in path == ["nmaprun", "host"] })
///     try reader.read(input, root: { … }) { host in … }
///
/// Entities are not expanded: a document that declares some is refused, so that none can grow or reach for files.
/// Nesting is limited to `Limits.documentNesting`.
final class XMLReader {
    /// Whether the element whose local names, from the root on, are given is a record.
    private let isRecord: ([String]) -> Bool

    init(isRecord: @escaping ([String]) -> Bool) { self.isRecord = isRecord }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - root: gets the root element, with attributes and without what is in it, before any record.
    ///   - take: gets each record; one that it refuses as `import.badRecord` goes to `sink.reject`.
    /// - Throws: `import.syntax` for what is no XML, with line and column, and when the input is empty; `import.limit`;
    ///   what `take` throws besides. What was handed out before stays valid.
    func read(
        _ input: ImportInput, into sink: any DiscoverySink,
        root: @escaping (XMLElement) throws(ImportError) -> Void = { _ in },
        take: @escaping (XMLElement) throws(ImportError) -> Void
    ) throws(ImportError) {
        let stream = XMLInputStream(input)
        let builder = XMLRecordBuilder(input.name, isRecord, sink, root: root, take: take)
        let parser = XMLParser(stream: stream)
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = builder
        let isSound = parser.parse()
        if let failure = builder.failure ?? stream.failure { throw failure }
        guard isSound, builder.hasRoot, builder.depth == 0 else { throw builder.syntaxError(parser) }
    }
}

/// Builds the records from what the parser tells.
private final class XMLRecordBuilder: NSObject, XMLParserDelegate {
    private let file: String
    private let isRecord: ([String]) -> Bool
    private let sink: any DiscoverySink
    private let root: (XMLElement) throws(ImportError) -> Void
    private let take: (XMLElement) throws(ImportError) -> Void
    /// The names that lead to the place at hand.
    private var path: [String] = []
    /// The record that is being read, and the elements open in it.
    private var open: [XMLElement] = []
    private(set) var hasRoot = false
    private(set) var failure: ImportError?

    var depth: Int { path.count }

    init(
        _ file: String, _ isRecord: @escaping ([String]) -> Bool, _ sink: any DiscoverySink,
        root: @escaping (XMLElement) throws(ImportError) -> Void,
        take: @escaping (XMLElement) throws(ImportError) -> Void
    ) {
        self.file = file
        self.isRecord = isRecord
        self.sink = sink
        self.root = root
        self.take = take
    }

    func syntaxError(_ parser: XMLParser) -> ImportError {
        ImportError(
            .syntax, hasRoot ? "the document is not well-formed XML, or ends too early" : "there is no XML document",
            at: position(parser))
    }

    private func position(_ parser: XMLParser) -> SourcePosition {
        SourcePosition(
            file: file, line: max(1, parser.lineNumber), column: max(1, parser.columnNumber),
            path: path.isEmpty ? nil : "/" + path.joined(separator: "/"))
    }

    private func end(_ parser: XMLParser, _ error: ImportError) {
        failure = error
        parser.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard failure == nil else { return }
        guard path.count < Limits.documentNesting else {
            return end(
                parser,
                ImportError(.limit, "nested deeper than \(Limits.documentNesting) levels", at: position(parser)))
        }
        path.append(name)
        let element = XMLElement(
            name: name, namespace: namespaceURI.flatMap { $0.isEmpty ? nil : $0 }, attributes: attributes,
            position: position(parser))
        if !hasRoot {
            hasRoot = true
            do throws(ImportError) { try root(element) } catch { return end(parser, error) }
        }
        if !open.isEmpty || isRecord(path) { open.append(element) }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard failure == nil else { return }
        path.removeLast()
        guard var element = open.popLast() else { return }
        element.text = element.text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard open.isEmpty else { return open[open.count - 1].children.append(element) }
        do throws(ImportError) { try take(element) } catch {
            if error.kind == .badRecord { sink.reject(error) } else { end(parser, error) }
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !open.isEmpty { open[open.count - 1].text += text }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if !open.isEmpty { open[open.count - 1].text += String(decoding: block, as: UTF8.self) }
    }
}
