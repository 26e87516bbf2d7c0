/// The rows of a table: a list, or made one by one as somebody writes them.
struct Rows: RandomAccessCollection, ExpressibleByArrayLiteral {
    private enum Storage {
        case list([[Cell]])
        case made(count: Int, row: (Int) -> [Cell])
    }

    private var storage: Storage

    init(_ list: [[Cell]]) { storage = .list(list) }

    init(arrayLiteral elements: [Cell]...) { self.init(elements) }

    /// A row for each element.
    init<Element>(_ elements: [Element], _ row: @escaping (Element) -> [Cell]) {
        storage = .made(count: elements.count) { row(elements[$0]) }
    }

    var startIndex: Int { 0 }

    var endIndex: Int {
        switch storage {
        case .list(let list): list.count
        case .made(let count, _): count
        }
    }

    subscript(position: Int) -> [Cell] {
        switch storage {
        case .list(let list): list[position]
        case .made(_, let row): row(position)
        }
    }

    mutating func append(_ row: [Cell]) {
        var list = if case .list(let list) = storage { list } else { Array(self) }
        // The only reference, so that appending does not copy.
        storage = .list([])
        list.append(row)
        storage = .list(list)
    }
}
