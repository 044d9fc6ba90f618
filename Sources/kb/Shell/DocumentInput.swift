// A document that the command line names.
import Documents
import KnowledgeBase

extension DocumentReader {
  /// Reads a file, or standard input for `-`.
  ///
  /// - Throws: ``Failure`` with the sentence of what is wrong with it.
  static func named(_ path: String) throws -> Document {
    do {
      return path == "-"
        ? try DocumentReader().read(try StandardInput.bytes(), name: "standard input")
        : try DocumentReader().read(contentsOf: path)
    } catch let failure as DocumentFailure {
      throw Failure(.invalid, failure.description)
    }
  }
}
