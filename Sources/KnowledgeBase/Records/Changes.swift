// Changing records: what the body of an edit can do. One transaction, one changeset, all of it or nothing.
import Storage

/// An act of editing that is under way: adds, changes, retracts, restores and tags records.
///
/// ```swift
/// let edit = try kb.edit(by: Authorship(author: "ada", command: "correct names", note: "after the interview")) {
///   let quote = try $0.add(.quote, [.speaker: "Khamenei", .text: "…", .source: "wana-jan-31"])
///   try $0.set("khamenei", [.description: "Supreme Leader since 1989"])
///   try $0.tag(quote.key, "sanctions")
/// }
/// ```
///
/// It is valid until the body of ``KnowledgeBase/edit(by:isTrial:_:)`` returns, which must not ask the handle
/// itself meanwhile: ``fields(of:)`` says what is there. Records are named by key or by what they are called. Every
/// method throws ``Failure``; what the body lets through takes everything back.
public final class Changes {
  private var opened: Editor?
  let authorship: Authorship

  package init(_ editor: Editor, by authorship: Authorship) {
    (opened, self.authorship) = (editor, authorship)
  }

  package func close() { opened = nil }

  var editor: Editor {
    guard let opened else { preconditionFailure("Changes are made inside of edit(by:), not after it.") }
    return opened
  }
  var lookup: Lookup { editor.lookup }

  /// How names and keys were understood, where that could surprise: a key that was merged into another.
  public var notes: [String] { lookup.notes }

  var connection: Connection { editor.connection }
}

extension KnowledgeBase {
  /// Changes records: one transaction, one changeset; an act that changes nothing leaves none.
  ///
  /// - Parameter isTrial: take everything back at the end, and only say what would have been done.
  /// - Throws: what `body` throws, and ``Failure`` where the file cannot be written; nothing is changed then.
  @discardableResult public func edit(
    by authorship: Authorship, isTrial: Bool = false, _ body: (Changes) throws -> Void
  ) throws -> Edit {
    try edit(authorship, isTrial: isTrial) { editor in
      let changes = Changes(editor, by: authorship)
      defer { changes.close() }
      try body(changes)
    }
  }
}

extension Lookup {
  /// The kind and key of a record that has fields of its own.
  package func editable(_ name: String) throws -> (kind: RecordKind, key: String) {
    let (table, key) = try record(name)
    guard let kind = RecordKind(rawValue: table) else {
      throw Failure(
        .invalid,
        "\(shown(key)) is \(article(table)), and only \(RecordKind.allCases.map { "\($0)s" }.joined(separator: ", ")) are edited"
      )
    }
    return (kind, key)
  }
}

extension Changes {
  /// What a record says itself, field by field, with all that was changed so far; empty fields are left out.
  ///
  /// - Throws: ``Failure`` where nothing has that key or name.
  public func fields(of name: String) throws -> [Field: String] {
    let (kind, _, id) = try editable(name)
    return Dictionary(
      uniqueKeysWithValues: try current(kind, id).compactMap { name, value in
        value.shown.map { (Field(name), $0) }
      })
  }

  func editable(_ name: String) throws -> (kind: RecordKind, key: String, id: Int64) {
    let (kind, key) = try lookup.editable(name)
    return (kind, key, try lookup.id(of: key, in: kind.rawValue))
  }

  /// The record that a field names, by key or by what it is called.
  func named(_ name: String, in table: String) throws -> (id: Int64, key: String) {
    let key =
      switch table {
      case "actor": try lookup.actor(name)
      case "source": try lookup.source(name)
      case "claim": try lookup.claim(name)
      case "topic": try topic(name)
      default: try record(name, of: table)
      }
    return (try lookup.id(of: key, in: table), key)
  }

  private func record(_ name: String, of table: String) throws -> String {
    guard let (kind, key) = try? lookup.record(name) else {
      throw Failure(.notFound, "there is no \(table) '\(lookup.shown(name))'")
    }
    guard kind == table else {
      throw Failure(
        .invalid, "'\(lookup.shown(name))' is \(article(kind)), and \(article(table)) is wanted here")
    }
    return key
  }

  private func topic(_ name: String) throws -> String {
    do { return try lookup.topic(name) } catch let failure as Failure where failure.kind == .notFound {
      let way = "add it with: kb add topic --label '\(lookup.shown(name))'"
      throw Failure(
        .notFound, failure.description + (failure.description.hasSuffix("?") ? " Or " : "; ") + way)
    }
  }

  /// A field's text as the value of its column, and as a person reads it: a reference is the other's key.
  func value(_ text: String, _ field: RecordShape.Field) throws -> (value: Value, shown: String) {
    switch field.type {
    case .text, .relation, .number: return (.text(text), text)
    case .date:
      do { _ = try EDTF(text) } catch let failure as Failure {
        throw Failure(.invalid, "\(field.name): \(failure)")
      }
      return (.text(text), text)
    case .oneOf(let known):
      guard known.contains(text) else {
        throw Failure(
          .invalid,
          "\(field.name) is one of \(known.joined(separator: ", ")), not '\(lookup.shown(text))'")
      }
      return (.text(text), text)
    case .reference(let table):
      let (id, key) = try named(text, in: table)
      return (.integer(id), key)
    }
  }
}
