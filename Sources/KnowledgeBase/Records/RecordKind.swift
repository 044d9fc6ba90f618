// The kinds of records that people add and change, and the fields of each.
import Storage

/// A kind of record that can be added and changed by itself.
public enum RecordKind: String, Sendable, CaseIterable {
  case actor, quote, claim, source, event, stance, relation, topic

  /// All fields, the record's own first, then those of what hangs on it.
  public var fields: [Field] { columns.map { Field($0.name) } + ties }

  /// The fields that a new record cannot be without.
  public var required: [Field] {
    self == .quote ? [.speaker, .text] : shape.required.map { Field($0) }
  }

  /// The fields that take several values.
  public static let lists: [Field] = [.alias, .topic, .with, .quote]

  var shape: RecordShape {
    switch self {
    case .actor: .actor
    case .quote: .quote
    case .claim: .claim
    case .source: .source
    case .event: .event
    case .stance: .stance
    case .relation: .relationOfClaims
    case .topic: .topic
    }
  }

  /// The record's own columns. (A text comes to a source with its document, whose hash it is.)
  var columns: [RecordShape.Field] {
    self == .source ? shape.fields.filter { !["sha256", "text"].contains($0.name) } : shape.fields
  }

  private var ties: [Field] {
    let evidence: [Field] = [.source, .exact, .locator, .start, .end, .quote]
    return switch self {
    case .actor: [.alias]
    case .quote: [.source, .locator, .start, .end, .attributedAs, .cue, .topic]
    case .claim: evidence + [.topic]
    case .event: [.with] + evidence + [.topic]
    case .stance: evidence
    case .source: [.topic]
    case .relation, .topic: []
    }
  }

  /// The field that a name means: `said-on` is `said_on`, `speaker_key` is `speaker`, `topics` is `topic`.
  ///
  /// - Throws: ``Failure`` of kind `invalid` that lists the fields.
  public func field(_ field: Field) throws -> Field {
    let known = fields
    var name = field.description.replacing("-", with: "_")
    let others = ["topics": "topic", "names": "alias", "participants": "with"]
    if !known.contains(Field(name)), let other = others[name] { name = other }
    if !known.contains(Field(name)), name.hasSuffix("_key") { name.removeLast(4) }
    if known.contains(Field(name)) { return Field(name) }
    let names = known.map(\.description)
    let near = Nearest.three(to: name.lowercased(), among: names) { $0 }
    throw Failure(
      .invalid,
      "\(article(rawValue)) has no '\(field.description.prefix(80))'; it has \(names.joined(separator: ", "))\(Nearest.hint(near))"
    )
  }
}

/// What was said of a record, field by field.
struct GivenFields {
  let kind: RecordKind
  private let values: [Field: FieldValue]

  private init(kind: RecordKind, values: [Field: FieldValue]) { (self.kind, self.values) = (kind, values) }

  init(_ kind: RecordKind, _ fields: [Field: FieldValue]) throws {
    var values: [Field: FieldValue] = [:]
    // (In a fixed order, so that of several mistakes always the same is told.)
    for (name, value) in fields.sorted(by: { $0.key.description < $1.key.description }) {
      let field = try kind.field(name)
      guard values.updateValue(value, forKey: field) == nil else {
        throw Failure(.invalid, "\(field) is given twice")
      }
      if value.texts.count > 1, !RecordKind.lists.contains(field) {
        throw Failure(.invalid, "\(field) takes one value, not \(value.texts.count)")
      }
    }
    (self.kind, self.values) = (kind, values)
  }

  /// Whether anything was said of it, if only that it is empty.
  func has(_ field: Field) -> Bool { values[field] != nil }
  /// The text; nil where there is none or it is empty.
  subscript(_ field: Field) -> String? { values[field]?.texts.first }
  func list(_ field: Field) -> [String] { values[field]?.texts ?? [] }

  func without(_ fields: [Field]) -> GivenFields {
    GivenFields(kind: kind, values: values.filter { !fields.contains($0.key) })
  }

  /// A number of code points.
  func number(_ field: Field) throws -> Int? {
    try self[field].map {
      guard let number = Int($0), number >= 0 else {
        throw Failure(.invalid, "\(field) is a whole number from 0, not '\($0.prefix(40))'")
      }
      return number
    }
  }
}

extension RecordKind {
  /// Whether these fields are of this kind, each with no more values than it takes.
  ///
  /// - Throws: ``Failure`` of kind `invalid` that lists the fields.
  public func check(_ fields: [Field: FieldValue]) throws { _ = try GivenFields(self, fields) }
}

extension KnowledgeBase {
  /// The kind of the record that a key or a name means.
  ///
  /// - Throws: ``Failure`` where nothing has that key or name, and for what is not edited field by field.
  public func kind(of name: String) throws -> RecordKind { try read { try $0.editable(name).kind } }
}
