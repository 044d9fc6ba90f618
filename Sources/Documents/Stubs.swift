struct PDFReader { let timeLimit: Double; let folders: [String]; func read(_ b: [UInt8], name: String, sha256: String) throws(DocumentFailure) -> Document { throw DocumentFailure(.unreadable, "") } }
enum MarkdownReader { static func read(_ t: String) -> Document { Document(text: t, format: .markdown, sha256: "", encoding: "") } }
enum PlainTextReader { static func read(_ t: String) -> Document { Document(text: t, format: .text, sha256: "", encoding: "") } }
