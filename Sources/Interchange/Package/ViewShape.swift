// What the columns of the public views hold, as descriptions of tables have it: types, keys, references.
import KnowledgeBase

/// A public view as a table that other programs read.
struct ViewShape {
  let view: View

  /// How a column's cells are read.
  enum Datatype {
    case string, integer, number
    /// 1 or 0.
    case boolean
    /// Keys joined by `; `.
    case keys
  }

  /// A column that holds the key of another record.
  struct Reference {
    let column: String
    /// The view whose `key` it is.
    let view: String
  }

  func datatype(of column: String) -> Datatype {
    switch column {
    case "topics": .keys
    case "archived", "blind": .boolean
    case "confidence": .number
    case "start", "end", "earliest", "latest", "words": .integer
    case "quotes", "claims", "events", "sources": .integer
    default: .string
    }
  }

  /// Columns of words as somebody wrote them: not normalised, and in the language of their row.
  func isVerbatim(_ column: String) -> Bool {
    switch view.name {
    case "quotes", "claims", "proposals", "variants":
      ["text", "attributed_as", "cue", "via", "locator", "variant_of_text"].contains(column)
    case "appearances", "passages":
      ["exact", "prefix", "suffix", "attributed_as", "cue", "locator"].contains(column)
    case "texts": column == "text"
    case "mentions": column == "surface"
    case "names", "sources": ["name", "title", "authors"].contains(column)
    default: false
    }
  }

  /// The columns that tell each row from all others and are never empty; none where a view has none such.
  var primaryKey: [String] {
    switch view.name {
    case "mentions": ["source_key", "start", "end", "actor_key"]
    case "distinctions": ["first_key", "second_key"]
    case "variants": ["quote_key"]
    case "texts": ["source_key"]
    case "decisions": ["key", "author", "blind"]
    case "proposals": []
    default: view.columns.contains { $0.name == "key" } ? ["key"] : []
    }
  }

  /// The columns by which a person finds a row; in some views several rows can have the same.
  var address: [String] {
    switch view.name {
    case "appearances": ["quote_key", "source_key", "start", "end", "locator"]
    case "names": ["actor_key", "name", "kind", "language", "since", "until"]
    case "roles": ["person_key", "title", "organisation_key", "since", "until"]
    case "participants": ["event_key", "actor_key", "part"]
    case "evidence_places": ["record_key", "quote_key", "source_key", "start", "end", "locator"]
    case "proposals": ["key", "extracted_at", "spans"]
    default: primaryKey
    }
  }

  /// The columns that name records of other views (or of this one).
  var references: [Reference] {
    let targets = [
      "speaker_key": "actors", "source_key": "sources", "origin_key": "sources", "translation_of": "quotes",
      "quote_key": "quotes", "asserted_by_key": "actors", "from_key": "claims", "to_key": "claims",
      "actor_key": "actors", "claim_key": "claims", "person_key": "actors", "organisation_key": "actors",
      "publisher_key": "actors", "version_of": "sources", "event_key": "events", "parent_key": "topics",
      "variant_of_key": "quotes", "proposed_speaker": "actors",
    ]
    // In these, the key is that of a quote.
    let ofQuotes = ["proposals", "decisions"].contains(view.name)
    return view.columns.compactMap { column in
      (ofQuotes && column.name == "key" ? "quotes" : targets[column.name]).map {
        Reference(column: column.name, view: $0)
      }
    }
  }
}
