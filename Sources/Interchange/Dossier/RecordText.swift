// One record as a text that a person edits, and back: what is taken out of the text is taken out of the record.
import KnowledgeBase
import Storage
import Yams

/// A record as a dossier of its own, as it stood at one moment.
public struct RecordText: Sendable {
  public let key: String
  public let kind: RecordKind
  /// YAML, as in a dossier. An archived text, its hash and where actors are named in it are left out: they stay.
  public let text: String
}

extension KnowledgeBase {
  /// The text of a record, to be edited.
  ///
  /// - Throws: ``Failure`` where nothing has that key or name, and for a record that no dossier holds by itself.
  public func recordText(_ name: String) throws -> RecordText {
    try read { lookup in
      let (kind, key) = try lookup.editable(name)
      return try lookup.whole(kind, key).record
    }
  }

  /// Makes a record what its edited text says: one changeset.
  ///
  /// - Parameters:
  ///   - record: the text as it was given out.
  ///   - linesAbove: how many lines stand above the text where the person sees it, for the numbers in messages.
  /// - Throws: ``Failure`` with the line of a mistake; of kind `conflict` where somebody else changed the record
  ///   since its text was given out. Nothing is changed then.
  public func edit(
    _ record: RecordText, to text: String, linesAbove: Int = 0, by authorship: Authorship,
    isTrial: Bool = false
  ) throws -> (change: RecordChange, edit: Edit) {
    var reader = DossierReader(file: record.key)
    let dossier = try reader.read(Array((String(repeating: "\n", count: linesAbove) + text).utf8))
    guard dossier.records.count == 1, let item = dossier.records.first,
      item.shape.table == record.kind.rawValue, item.key.map({ $0 == record.key }) ?? false
    else {
      throw reader.failure(
        dossier.records.first { $0.key != record.key }?.line ?? linesAbove + 1,
        "this text is that of the \(record.kind) \(record.key) alone, and a key stays what it is")
    }
    var changes: [FieldChange] = []
    let edit = try edit(authorship, isTrial: isTrial) { editor in
      let before = try editor.lookup.whole(record.kind, record.key)
      guard before.record.text.utf8.elementsEqual(record.text.utf8) else {
        throw Failure(
          .conflict, "\(record.key) was changed by somebody else meanwhile, so nothing was written")
      }
      try DossierImport(dossier, reader: reader, editor: editor, replaces: true, isWhole: true).run { _ in }
      changes = before.changes(to: try editor.lookup.whole(record.kind, record.key))
    }
    return (RecordChange(key: record.key, changes: changes), edit)
  }
}

/// A record's text and what it says, field by field.
private struct WholeRecord {
  let record: RecordText
  let pairs: DossierWriter.Pairs

  /// What differs: fields with their old and new values, items of lists one by one.
  func changes(to other: WholeRecord) -> [FieldChange] {
    let (old, new) = (said, other.said)
    let names = old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
    return names.flatMap { name -> [FieldChange] in
      let before = old.first { $0.name == name }?.values ?? []
      let after = new.first { $0.name == name }?.values ?? []
      let gone = before.filter { one in !after.contains { $0.utf8.elementsEqual(one.utf8) } }
      let added = after.filter { one in !before.contains { $0.utf8.elementsEqual(one.utf8) } }
      if gone.count == 1, added.count == 1 {
        return [FieldChange(field: name, old: gone[0], new: added[0])]
      }
      return gone.map { FieldChange(field: name, old: $0, new: nil) }
        + added.map { FieldChange(field: name, old: nil, new: $0) }
    }
  }

  private var said: [(name: String, values: [String])] {
    pairs.map { name, value in
      let values: [String] =
        switch value {
        case .sequence(let items): items.map(Self.line)
        default: [Self.line(value)]
        }
      return (Self.line(name), values)
    }
  }

  private static func line(_ node: Node) -> String {
    switch node {
    case .mapping(let pairs): pairs.map { "\(line($0.key)): \(line($0.value))" }.joined(separator: ", ")
    case .sequence(let items): items.map(line).joined(separator: ", ")
    case .scalar(let scalar): scalar.string
    case .alias: ""
    }
  }
}

extension Lookup {
  /// A record with all that is its own.
  fileprivate func whole(_ kind: RecordKind, _ key: String) throws -> WholeRecord {
    guard let section = RecordShape.sections.first(where: { $0.shape.table == kind.rawValue }) else {
      throw Failure(
        .invalid,
        "\(key) is \(article(kind.rawValue)), which stands in the text of its claim: edit that, or say fields"
      )
    }
    let writer = DossierWriter(connection)
    guard let (_, all) = try writer.record(section.shape, id(of: key, in: kind.rawValue)) else {
      throw Failure(.notFound, "there is no \(kind) '\(shown(key))' any more")
    }
    let pairs =
      kind == .source ? all.filter { !DossierImport.leftOut.contains($0.0.scalar?.string ?? "") } : all
    let text = "dossier: 1\n\n\(section.name):\n" + (try writer.lines(key, pairs)).joined()
    return WholeRecord(record: RecordText(key: key, kind: kind, text: text), pairs: pairs)
  }
}
