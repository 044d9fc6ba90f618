// Tables and other people's formats into the knowledge base, each file one changeset.
// Unsafe: the cell is copied at once.
import KnowledgeBase
import Storage

/// How a table is taken in.
public struct TableOptions {
  /// What its rows are; nil to tell by the columns.
  public var kind: TableKind?
  /// Fields and the columns that fill them, for columns whose names do not say it.
  public var columns: [(field: String, column: String)] = []
  /// Whether a speaker or a source that is not known is a mistake, and not made as a proposed record.
  public var isStrict = false
  /// Change nothing, only say what would be done, and of all rows which could not be taken.
  public var isTrial = false
  /// Where rows go that cannot be taken, as CSV with line and reason; nil: the first of them takes everything back.
  public var badRows: Output?
  /// Is told how many rows were read, of how many bytes in all (nil for a pipe).
  public var progress: (_ rows: Int, _ bytes: Int, _ of: Int?) -> Void = { _, _, _ in }

  public init() {}
}

/// What came of taking a table in.
public struct TableReport: Sendable {
  public let edit: Edit
  public let columns: ColumnMap
  /// In which encoding it was.
  public let encoding: String
  /// How many rows there were, how many said what is there already, and how many could not be taken.
  public let rows, present, bad: Int
  /// Records that were named and not known, and so were proposed: `actor`, `source` or `topic`, key, and name.
  public let proposed: [Proposed]
  /// How many places stay unpinned, since the text of their source is not in the file.
  public let unpinned: Int
  /// The first rows as they are stored.
  public let first: [Stored]
  /// What is wrong with the first rows that cannot be taken, each a sentence with line and column.
  public let mistakes: [String]
  /// The format, where it is not a table's.
  public let format: ForeignFormat?
  /// What such a file says and the model has no place for.
  public let leftOut: [LeftOut]

  /// One kind of thing that was left out.
  public struct LeftOut: Sendable, Hashable {
    /// What it is, in the plural: `fields`, `entities`.
    public let kind: String
    /// As the file calls it.
    public let name: String
    public internal(set) var count: Int
  }

  public struct Proposed: Sendable, Hashable {
    public let record, key, name: String
  }

  /// A row as it is stored.
  public struct Stored: Sendable, Hashable {
    /// The line on which it stands.
    public let line: Int
    public let key: String
    /// Whether it is new; else it is there already.
    public let isNew: Bool
    /// The fields that have a value, with the keys of whom and what they name.
    public let fields: [String: String]
  }
}

extension KnowledgeBase {
  /// Takes in a table, or records of another format: one changeset, all of it or nothing.
  ///
  /// Columns are recognised by the names that the public views give them and by usual others. A row that says what is
  /// there already adds nothing. A cell is taken as it stands, and an empty one is no value. The text streams: memory
  /// does not grow with the file.
  ///
  /// - Throws: ``Failure`` with file, line and column for the first row that cannot be taken, unless
  ///   ``TableOptions/badRows`` takes those.
  public func importTable(
    _ input: TableInput, by authorship: Authorship, _ options: TableOptions = TableOptions()
  )
    throws -> TableReport
  {
    let reader = try input.reader()
    let map =
      if case .foreign(let format) = input.format { ColumnMap(format.kind, named: reader.columns) } else {
        try ColumnMap(reader.columns, kind: options.kind, asked: options.columns, name: input.name)
      }
    let run = TableRun(input, reader, map, options)
    let isBulk = map.kind == .quotes
    let edit: Edit
    if isBulk {
      edit = try editManyRows(authorship, isTrial: options.isTrial) { try run.takeQuotes($0) }
    } else {
      edit = try self.edit(authorship, isTrial: options.isTrial) { try run.takeRecords($0, authorship) }
    }
    return run.report(edit)
  }
}

/// One table on its way in.
private final class TableRun {
  private let input: TableInput
  private let reader: any TableReader
  private var map: ColumnMap
  private let options: TableOptions
  private let badRows: BadRows?
  private var present = 0
  private var unpinned = 0
  private var proposed: [TableReport.Proposed] = []
  private var first: [TableReport.Stored] = []
  private var failures = 0
  private var mistakes: [String] = []
  private static let shown = 5

  init(_ input: TableInput, _ reader: any TableReader, _ map: ColumnMap, _ options: TableOptions) {
    (self.input, self.reader, self.map, self.options) = (input, reader, map, options)
    badRows = options.badRows.map { BadRows($0) }
  }

  func takeQuotes(_ editor: Editor) throws {
    let names = try NameResolver(editor, isStrict: options.isStrict, isBulk: true)
    (reader as? AnnotationReader)?.open(editor, names)
    let taker = try QuoteRows(editor, names: names, reader: reader, setsAside: badRows != nil) {
      [unowned self] in map
    }
    defer { taker.stop() }
    try run(taker)
    try names.finish()
    note(names, taker)
  }

  func takeRecords(_ editor: Editor, _ authorship: Authorship) throws {
    let names = try NameResolver(editor, isStrict: options.isStrict, isBulk: false)
    let changes = Changes(editor, by: authorship)
    defer { changes.close() }
    let taker =
      (reader as? any RecordMaker)?.taker(editor, changes, names)
      ?? RecordRows(editor, changes, names: names, reader: reader) { [unowned self] in map }
    try run(taker)
    note(names, taker)
  }

  private func note(_ names: NameResolver, _ taker: any RowTaker) {
    proposed = names.unknown.map { .init(record: $0.record, key: $0.key, name: $0.name) }
    (present, unpinned) = (taker.present, taker.unpinned)
  }

  private func run(_ taker: any RowTaker) throws {
    var isMore = true
    while isMore {
      do {
        isMore = try reader.next()
        guard isMore else { break }
        try map.update(reader.columns, input.name)
        let taken = try taker.take()
        if first.count < Self.shown, !taken.isWaiting, !taken.key.isEmpty { first.append(stored(taken)) }
      } catch let mistake as RowMistake {
        try complain(mistake, reader)
      }
      if reader.rows & 0xFF == 0 { options.progress(reader.rows, input.stream.consumed, input.stream.size) }
    }
    try taker.finish { try complain($1, $0) }
  }

  private func complain(_ mistake: RowMistake, _ reader: any TableReader) throws {
    failures += 1
    let sentence = mistake.sentence(in: input.name, line: reader.line)
    if mistakes.count < 20 { mistakes.append(sentence) }
    // (A trial tells more than the first.)
    guard badRows != nil || options.isTrial else { throw Failure(.invalid, sentence) }
    try badRows?.write(reader, (mistake.column.map { "\($0): " } ?? "") + mistake.what)
  }

  private func stored(_ taken: TakenRow) -> TableReport.Stored {
    var fields: [String: String] = [:]
    for (field, column) in map.columns where field != "record" {
      if let cell = unsafe reader.cell(column) {
        fields[field] = unsafe String(decoding: cell, as: UTF8.self)
      }
    }
    let person = map.kind == .quotes ? "speaker_key" : "actor_key"
    if let speaker = taken.speaker { fields[person] = speaker }
    if let source = taken.source { fields["source_key"] = source }
    for (field, value) in taken.fields { fields[field] = value }
    return .init(line: reader.line, key: taken.key, isNew: taken.isNew, fields: fields)
  }

  func report(_ edit: Edit) -> TableReport {
    var format: ForeignFormat?
    if case .foreign(let found) = input.format { format = found }
    return TableReport(
      edit: edit, columns: map, encoding: input.stream.encoding, rows: reader.rows, present: present,
      bad: failures,
      proposed: proposed, unpinned: unpinned, first: first, mistakes: mistakes,
      format: format, leftOut: (reader as? FieldReader)?.leftOut.things ?? [])
  }
}
