// Which column fills which field.
import KnowledgeBase
import Storage

/// How the columns of a table were understood.
public struct ColumnMap: Sendable, Hashable {
  public let kind: TableKind
  /// Columns, and the fields that they fill, in the order of the table.
  public internal(set) var understood: [Understood] = []
  /// Columns that fill nothing.
  public internal(set) var leftOut: [String] = []

  /// One column that was understood.
  public struct Understood: Sendable, Hashable {
    public let column: String
    public let field: String
  }

  /// Whether any column names a source.
  private(set) var hasSources = false

  /// The column of each field.
  private(set) var columns: [String: Int] = [:] {
    didSet { hasSources = Self.ofSources.contains { columns[$0] != nil } }
  }
  private static let ofSources = [
    "source", "source_key", "url", "origin", "origin_key", "start", "locator", "attributed_as", "cue",
  ]
  /// Fields that the caller gave to columns: in JSON, some come up later.
  private let asked: [String: String]
  private var known = 0

  /// - Parameters:
  ///   - kind: nil for the one to which most columns belong.
  ///   - asked: fields and the columns that fill them; all others are recognised by name.
  init(_ columns: [String], kind: TableKind?, asked: [(field: String, column: String)], name: String) throws {
    self.kind = try kind ?? Self.kind(columns, asked, name)
    var wanted: [String: String] = [:]
    for (field, column) in asked {
      let field = try Self.field(field, of: self.kind)
      guard wanted.updateValue(column, forKey: field) == nil else {
        throw Failure(.invalid, "--map gives \(field) two columns")
      }
      guard columns.contains(where: { $0.utf8.elementsEqual(column.utf8) }) else {
        let near = Nearest.three(to: column.lowercased(), among: columns) { $0 }
        throw Failure(
          .invalid, "\(name) has no column '\(column)'\(Nearest.hint(near)); it has \(Self.list(columns))")
      }
    }
    self.asked = wanted
    try add(columns, name)
    for needed in self.kind.required where !needed.contains(where: { self.columns[$0] != nil }) {
      throw Failure(
        .invalid,
        "\(name): no column was understood as \(needed.joined(separator: " or ")) of \(self.kind.rawValue); its columns are \(Self.list(columns)); say which with --map \(needed[0])=COLUMN"
      )
    }
  }

  /// Columns that are called as the fields that they fill, or fill none.
  init(_ kind: TableKind, named columns: [String]) {
    (self.kind, asked, known) = (kind, [:], columns.count)
    self.columns = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    hasSources = Self.ofSources.contains { self.columns[$0] != nil }
  }

  /// Takes in columns that have come up since.
  mutating func update(_ columns: [String], _ name: String) throws {
    if columns.count > known { try add(columns, name) }
  }

  private mutating func add(_ columns: [String], _ name: String) throws {
    var claims: [String: [(column: Int, isOwn: Bool)]] = [:]
    let taken = Set(asked.values)
    for index in known..<columns.count {
      if let field = asked.first(where: { $0.value.utf8.elementsEqual(columns[index].utf8) })?.key {
        claims[field, default: []].append((index, true))
      } else if !taken.contains(columns[index]), let (field, isOwn) = kind.field(ofColumn: columns[index]),
        asked[field] == nil
      {
        claims[field, default: []].append((index, isOwn))
      }
    }
    for (field, all) in claims.sorted(by: { $0.key < $1.key }) {
      // A column with the field's own name goes before one with another name for it.
      let own = all.filter(\.isOwn)
      let chosen = own.isEmpty ? all : own
      guard chosen.count == 1, self.columns[field] == nil else {
        let several = (self.columns[field].map { [columns[$0]] } ?? []) + chosen.map { columns[$0.column] }
        if self.columns[field] != nil, own.isEmpty { continue }
        throw Failure(
          .invalid,
          "\(name): the columns \(Self.list(several)) would all be \(field); say which with --map \(field)=COLUMN"
        )
      }
      self.columns[field] = chosen[0].column
    }
    known = columns.count
    understood = self.columns.sorted { $0.value < $1.value }.map {
      Understood(column: columns[$0.value], field: $0.key)
    }
    let filled = Set(self.columns.values)
    leftOut = columns.indices.filter { !filled.contains($0) }.map { columns[$0] }
  }

  /// The kind to which most columns belong, of those that the columns are enough for.
  private static func kind(_ columns: [String], _ asked: [(field: String, column: String)], _ name: String)
    throws
    -> TableKind
  {
    func worth(_ kind: TableKind) -> Int {
      let fields =
        columns.compactMap { kind.field(ofColumn: $0)?.name }
        + asked.compactMap { try? field($0.field, of: kind) }
      let isEnough = kind.required.allSatisfy { $0.contains { fields.contains($0) } }
      let own = columns.count { kind.field(ofColumn: $0)?.isOwn ?? false }
      return isEnough ? 2 * fields.count + own : 0
    }
    let best = TableKind.allCases.map { ($0, worth($0)) }.reduce((TableKind.quotes, 0)) {
      $1.1 > $0.1 ? $1 : $0
    }
    guard best.1 > 0 else {
      throw Failure(
        .invalid,
        "what \(name) holds cannot be told by its columns \(list(columns)); say it with --as, and name columns with --map FIELD=COLUMN"
      )
    }
    return best.0
  }

  private static func field(_ name: String, of kind: TableKind) throws -> String {
    if let field = kind.fields.first(where: { $0.name == TableKind.plain(name) }) { return field.name }
    if let field = kind.field(ofColumn: name) { return field.name }
    let names = kind.fields.map(\.name)
    let near = Nearest.three(to: name.lowercased(), among: names) { $0 }
    throw Failure(
      .invalid,
      "\(kind.rawValue) have no '\(name.prefix(80))'; they have \(names.joined(separator: ", "))\(Nearest.hint(near))"
    )
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(40).map { "'\($0.prefix(60))'" }.joined(separator: ", ") + (names.count > 40 ? ", …" : "")
  }
}
