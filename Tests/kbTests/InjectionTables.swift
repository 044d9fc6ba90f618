// Tables and dossiers with a payload in every field that is a text.
import Foundation
import KnowledgeBase

@testable import Interchange

extension HostileFile {
  /// What is no text of its own in the rows of a table: kinds, dates, places, keys; and what goes in their place.
  private static let plain: [String: String] = [
    "status": "accepted", "language": "en", "said_on": "2020", "asserted_on": "2020",
    "published_on": "2020", "accessed_on": "2021", "began_on": "2020", "ended_on": "2021", "since": "2020",
    "until": "2021", "country": "IR", "position": "supports", "version_of": "", "translation_of": "",
    "origin_key": "",
    "speaker_key": "", "source_key": "", "publisher_key": "", "asserted_by_key": "", "actor_key": "",
    "claim_key": "",
    "start": "", "end": "", "exact": "", "evidence": "", "surface": "",
  ]
  private static let kinds: [TableKind: String] = [
    .quotes: "direct", .claims: "assertion", .actors: "person", .sources: "article",
  ]

  static let tables: [HostileFile] = TableKind.allCases.filter { $0 != .mentions && $0 != .stances }.flatMap {
    kind in
    ["csv", "tsv", "json", "ndjson"].map { table(kind, as: $0) }
  }

  private static func table(_ kind: TableKind, as format: String) -> HostileFile {
    let cells = kind.fields.map(\.name).map { name -> (name: String, value: String, isText: Bool) in
      if name == "kind", let own = kinds[kind] { return (name, own, false) }
      if name == "key" { return (name, "k-\(kind.rawValue)", false) }
      if let value = plain[name] { return (name, value, false) }
      // (Lists are parted by semicolons, participants have their part in brackets; a name is one line.)
      let isList = ["topics", "names", "participants", "authors"].contains(name)
      let isLong = ["text", "description"].contains(name)
      return (
        name, Payload.of(name, without: isList ? ";():" : "", in: isLong ? Payload.lines : Payload.line), true
      )
    }
    let text: String
    switch format {
    case "csv", "tsv":
      let separator = format == "csv" ? "," : "\t"
      let rows = [cells.map(\.name), cells.map { "\"\($0.value.replacing("\"", with: "\"\""))\"" }]
      text = rows.map { $0.joined(separator: separator) + "\r\n" }.joined()
    default:
      let object = Payload.object(cells.map { ($0.name, Payload.json($0.value)) })
      text = format == "json" ? "[\(object)]" : object + "\n"
    }
    return HostileFile(
      name: "\(kind.rawValue).\(format)", text: text,
      fields: Dictionary(uniqueKeysWithValues: cells.map { ($0.name, $0.isText ? $0.value : nil) }),
      rows: [kind.noun: 1], arguments: ["--as", kind.rawValue])
  }

  /// Every field of every section.
  static let dossier: HostileFile = {
    func long(_ field: String) -> String { Payload.of(field, in: Payload.lines) }
    let texts = [
      "topic label", "actor name", "actor description", "name text", "role title", "source title",
      "source url",
      "event title", "event place", "participant part", "locator", "claim text", "quote text",
      "attributed_as", "cue",
      "archived text", "event description", "source authors",
    ]
    func said(_ field: String) -> String { Payload.json(long(field)) }
    return HostileFile(
      name: "dossier.yaml",
      text: """
        {"dossier": 1,
         "topics": {"t": {"label": \(said("topic label"))}},
         "actors": {"ada": {"name": \(said("actor name")), "kind": "person", "description": \(said("actor description")),
           "names": [{"text": \(said("name text")), "kind": "alias"}],
           "roles": [{"title": \(said("role title")), "since": "2020"}]}},
         "sources": {"pier": {"title": \(said("source title")), "kind": "article", "authors": \(said("source authors")),
           "publisher": "ada", "url": \(said("source url")), "published_on": "2020"},
           "note": {"kind": "report", "title": "Note", "text": \(said("archived text")),
             "mentions": [{"actor": "ada", "start": 0, "end": \(Payload.line.unicodeScalars.count)}]}},
         "events": {"fall": {"title": \(said("event title")), "began_on": "2020", "place": \(said("event place")),
           "description": \(said("event description")),
           "participants": [{"actor": "ada", "part": \(said("participant part"))}]}},
         "claims": {"wet": {"text": \(said("claim text")), "asserted_by": "ada",
           "evidence": [{"source": "pier", "locator": \(said("locator"))}], "relations": [{"supports": "cold"}]},
           "cold": {"text": "It is cold."}},
         "quotes": {"dry": {"speaker": "ada", "text": \(said("quote text")), "said_on": "2020", "topics": ["t"],
           "appearances": [{"source": "pier", "locator": \(said("locator")), "attributed_as": \(said("attributed_as")),
             "cue": \(said("cue"))}]}},
         "stances": [{"actor": "ada", "claim": "wet", "position": "supports", "evidence": [{"quote": "dry"}]}]}
        """,
      fields: Dictionary(uniqueKeysWithValues: texts.map { ($0, long($0)) }),
      rows: ["actor": 1, "claim": 2, "quote": 1, "event": 1, "source": 2, "stance": 1, "topic": 1])
  }()
}
