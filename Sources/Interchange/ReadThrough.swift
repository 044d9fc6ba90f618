// Reads a file to its end and keeps nothing: what a parser makes of any bytes, without a knowledge base.
// Unsafe: a cell is looked at before the next row is asked for.
import Documents
import KnowledgeBase

/// How many records of a file could be read, and how many could not.
package struct ReadThrough: Sendable {
  package private(set) var records = 0
  package private(set) var mistakes = 0

  /// Reads a table or records of somebody else's format.
  ///
  /// - Parameter format: what it is read as; nil to tell by the bytes.
  /// - Throws: ``Failure`` where no more can be read.
  package init(_ bytes: [UInt8], as format: TableInput.Format?) throws {
    let reader: any TableReader
    // (A reader owns the stream; of the input only the stream is needed.)
    let stream = TextStream(bytes, name: "input")
    switch format {
    case nil:
      let input = try TableInput(bytes, named: "input")
      if case .dossier = input.format {
        self = try ReadThrough(dossier: bytes)
        return
      }
      reader = try input.reader()
    case .separated(let separator):
      try stream.decode(as: nil)
      reader = try SeparatedReader(stream, separator: separator)
    case .objects:
      try stream.decode(as: nil)
      reader = try ObjectReader(stream)
    case .foreign(let format):
      try stream.decode(as: nil)
      reader = try format.reader(stream)
    case .dossier:
      self = try ReadThrough(dossier: bytes)
      return
    case .database: throw Failure(.invalid, "a database has no parser of ours")
    }
    try read(reader, atMost: bytes.count + 1)
  }

  private init(dossier bytes: [UInt8]) throws {
    var reader = DossierReader(file: "input")
    records = try reader.read(bytes).records.count
  }

  /// Each record takes at least a byte: a reader that gives more does not go on.
  private mutating func read(_ reader: any TableReader, atMost most: Int) throws {
    while records + mistakes <= most {
      do {
        guard try reader.next() else { return }
        records += 1
        for column in 0..<reader.count {
          if let cell = unsafe reader.cell(column) {
            unsafe precondition(String(validating: cell, as: UTF8.self) != nil)
          }
        }
      } catch is RowMistake {
        mistakes += 1
      }
    }
    preconditionFailure("the reader gives more records than there are bytes")
  }
}
