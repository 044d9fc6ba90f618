// A field of a record and what goes into it, as people name them and as programs write them.

/// A field of a record, named like the column of its public view: `said_on`, `asserted_by`, `published_on`.
///
/// Hyphens are as good as underscores, and the key's column as good as the name's (`speaker_key`).
public struct Field: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String

  public init(_ name: String) { description = name }
  public init(stringLiteral name: String) { description = name }
}

extension Field {
  public static let name: Field = "name"
  /// Another name of an actor; several at once are a list.
  public static let alias: Field = "alias"
  public static let kind: Field = "kind"
  public static let country: Field = "country"
  public static let text: Field = "text"
  public static let description: Field = "description"
  public static let language: Field = "language"
  public static let status: Field = "status"
  public static let speaker: Field = "speaker"
  public static let saidOn: Field = "said_on"
  public static let origin: Field = "origin"
  public static let translationOf: Field = "translation_of"
  public static let assertedBy: Field = "asserted_by"
  public static let assertedOn: Field = "asserted_on"
  public static let title: Field = "title"
  public static let authors: Field = "authors"
  public static let publisher: Field = "publisher"
  public static let publishedOn: Field = "published_on"
  public static let accessedOn: Field = "accessed_on"
  public static let url: Field = "url"
  public static let versionOf: Field = "version_of"
  public static let beganOn: Field = "began_on"
  public static let endedOn: Field = "ended_on"
  public static let place: Field = "place"
  /// Who took part in an event: an actor, or `actor:part`; several at once are a list.
  public static let with: Field = "with"
  public static let actor: Field = "actor"
  public static let claim: Field = "claim"
  public static let position: Field = "position"
  public static let since: Field = "since"
  public static let until: Field = "until"
  public static let from: Field = "from"
  public static let relation: Field = "relation"
  public static let to: Field = "to"
  public static let label: Field = "label"
  public static let parent: Field = "parent"
  /// A topic, by key or label; several at once are a list.
  public static let topic: Field = "topic"
  /// Where a quote is printed, or what shows a claim, a stance, an event.
  public static let source: Field = "source"
  /// The words that show it, as they stand in the archived source.
  public static let exact: Field = "exact"
  /// The place in a source that is not archived: a page, a paragraph.
  public static let locator: Field = "locator"
  /// Where the words start in the archived text, in code points from 0.
  public static let start: Field = "start"
  /// Where they end, exclusive.
  public static let end: Field = "end"
  public static let attributedAs: Field = "attributed_as"
  public static let cue: Field = "cue"
  /// A quote that shows a claim, a stance, an event; several at once are a list.
  public static let quote: Field = "quote"
}

/// What goes into a field: a text, several where the field takes several, or nothing, which clears it.
public enum FieldValue: Hashable, Sendable {
  case none
  case text(String)
  case list([String])

  /// The texts that are not empty.
  public var texts: [String] {
    switch self {
    case .none: []
    case .text(let text): text.isEmpty ? [] : [text]
    case .list(let texts): texts.filter { !$0.isEmpty }
    }
  }
}

extension FieldValue: ExpressibleByNilLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByIntegerLiteral
{
  public init(nilLiteral: ()) { self = .none }
  public init(stringLiteral text: String) { self = .text(text) }
  public init(arrayLiteral texts: String...) { self = .list(texts) }
  public init(integerLiteral number: Int) { self = .text(String(number)) }
}
