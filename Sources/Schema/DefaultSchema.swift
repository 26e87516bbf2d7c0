internal import CDefaultSchema
public import GraphModel

/// The schema that ships with the product: the files of `schemas/`, embedded when the program was built.
public enum DefaultSchema {
    /// Its documents, in the order in which they build on each other.
    public static let documents: [SchemaDocument] = {
        var count = 0
        let files = UnsafeBufferPointer(start: faultline_schema_files(&count), count: count)
        return files.map { file in
            SchemaDocument(
                name: String(cString: file.name),
                text: String(decoding: UnsafeBufferPointer(start: file.text, count: file.count), as: UTF8.self))
        }
    }()
}
