// Files of every format that kb import takes, with a payload in every field that the format's reader knows.
import Foundation

@testable import Interchange

struct HostileFile: Sendable, CustomStringConvertible {
  let name, text: String
  /// The fields, each with what must stand in a table, byte for byte; nil for what has no place there, or is no text
  /// (a date, a language, a number).
  let fields: [String: String?]
  /// How many rows tables must have.
  let rows: [String: Int]
  var arguments: [String] = []

  var description: String { name }

  /// - Parameters:
  ///   - fields: of the reader's own list.
  ///   - left: those of them that leave nothing behind.
  ///   - without: signs that part or join values in this format.
  private static func payloads(_ fields: [String], left: Set<String>, without: String = "") -> [String:
    String?]
  {
    Dictionary(
      fields.map { ($0, left.contains($0) ? nil : Payload.of($0, without: without)) },
      uniquingKeysWith: { $1 })
  }

  static let all: [HostileFile] =
    [csl, bibTeX, ris, annotations, hypothesis, project, actorDictionary, review, page, entities, dossier]
    + tables

  // MARK: Bibliographies

  private static let csl: HostileFile = {
    let parts = ["literal", "family", "given", "suffix", "non-dropping-particle", "dropping-particle"]
    let left: Set = [
      "citation-key", "type", "custom", "DOI", "issued", "accessed", "language", "publisher", "author", "id",
    ]
    let fields = payloads(CSLReader.known.sorted() + ["container-title"] + parts, left: left, without: ";,")
    func said(_ name: String) -> String { Payload.json(Payload.of(name, without: ";,")) }
    let members = CSLReader.known.sorted().filter { $0 != "type" && $0 != "author" }.map { name in
      switch name {
      case "custom": (name, Payload.object(["kind", "published_on", "sha256"].map { ($0, said($0)) }))
      case "issued": (name, Payload.object([("raw", said(name))]))
      case "accessed": (name, Payload.object([("date-parts", "[[2020]]"), ("literal", said(name))]))
      default: (name, said(name))
      }
    }
    let names = [
      Payload.object([("literal", said("literal"))]),
      Payload.object(parts.dropFirst().map { ($0, said($0)) }),
    ]
    let item = Payload.object(
      [("type", "\"article\"")] + members + [
        ("author", "[" + names.joined(separator: ",") + "]"), ("container-title", said("container-title")),
        ("note", said("note")), (Payload.line, said("other")),
      ])
    return HostileFile(name: "csl.json", text: "[\(item)]", fields: fields, rows: ["source": 1])
  }()

  private static let bibTeX: HostileFile = {
    // (What TeX would print as something else, and what parts names and keywords.)
    let signs = "\\`$-,;{}"
    let left: Set = ["doi", "date", "year", "month", "day", "urldate", "langid", "language", "note"]
    let names = BibTeXReader.known.sorted()
    let lines = (names + ["journaltitle", "organization", "type"]).map {
      "  \($0) = {{\(Payload.of($0, without: signs))}}"
    }
    return HostileFile(
      name: "refs.bib",
      text:
        "@string{x = {\(Payload.of("x", without: signs))}}\n@article{../../PWNED,\n\(lines.joined(separator: ",\n"))\n}\n"
        + "@comment{\(Payload.of("comment", without: signs))}\n@book{two, title = x # { and } # x}\n",
      fields: payloads(names + ["journaltitle", "x"], left: left, without: signs), rows: ["source": 2])
  }()

  private static let ris: HostileFile = {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    // (Every tag that there can be.)
    let tags = letters.flatMap { first in (letters + "0123456789").map { "\(first)\($0)" } }
      .filter { $0 != "TY" && $0 != "ER" }
    let stored: Set = ["AU", "A1", "KW", "TI", "T2", "UR"]
    let first = ["TI", "T2", "UR"]
    let ordered = first + tags.filter { !first.contains($0) }
    return HostileFile(
      name: "refs.ris",
      text: "TY  - NEWS\r\n" + ordered.map { "\($0)  - \(Payload.of($0, without: ";"))\r\n" }.joined()
        + Payload.of("what follows") + "\r\nER  - \r\n" + Payload.line
        + "\r\nTY  - BOOK\r\nTI  - two\r\nER  - \r\n",
      fields: payloads(tags, left: Set(tags).subtracting(stored), without: ";"), rows: ["source": 2])
  }()

  // MARK: Annotations

  private static let annotations = annotation(
    "annotations.json",
    left: ["@context", "id", "type", "motivation", "uri", "text", "links", "document", "body", "target"],
    [("@context", "\"http://www.w3.org/ns/anno.jsonld\""), ("type", "\"Annotation\"")])

  private static let hypothesis = annotation(
    "hypothesis.json",
    left: ["@context", "id", "type", "motivation", "uri", "text", "links", "document", "body", "target"], [])

  private static func annotation(_ name: String, left: Set<String>, _ head: [(String, String)]) -> HostileFile
  {
    func said(_ name: String) -> String { Payload.json(Payload.of(name, without: ";")) }
    let selector = Payload.object(
      [("type", "\"TextQuoteSelector\"")] + ["exact", "prefix", "suffix"].map { ($0, said($0)) })
    let target = Payload.object([
      ("source", said("source")), ("state", Payload.object([("cached", said("cached"))])),
      ("selector", "[\(selector),\(Payload.object([("type", said("selector"))]))]"),
    ])
    let body = Payload.object([
      ("type", "\"TextualBody\""), ("purpose", "\"tagging\""), ("value", said("value")),
    ])
    let others = WebAnnotationReader.known.sorted().filter { name in
      !["target", "body", "document", "tags", "@context", "type"].contains(name)
    }
    let item = Payload.object(
      head + [
        ("target", "[\(target)]"), ("body", "[\(body),\(Payload.object([("purpose", said("purpose"))]))]"),
        ("document", Payload.object([("title", "[\(said("title"))]")])), ("tags", "[\(said("tags"))]"),
      ] + others.map { ($0, said($0)) } + [(Payload.line, said("other"))])
    let fields =
      WebAnnotationReader.known.sorted() + ["source", "value", "exact", "prefix", "suffix", "title"]
    return HostileFile(
      name: name, text: name == "hypothesis.json" ? "{\"total\":1,\"rows\":[\(item)]}" : item,
      fields: payloads(fields, left: left.union(["prefix", "suffix"]), without: ";"),
      rows: ["source": 1, "quote": 1])
  }

  private static let project: HostileFile = {
    // (What XML cannot hold at all is left out.)
    let signs = String(String.UnicodeScalarView((1..<32).map { Unicode.Scalar($0)! })) + ";"
    func said(_ name: String) -> String {
      Payload.of(name, without: signs).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing("\"", with: "&quot;")
    }
    let start = Payload.of("content", without: signs).unicodeScalars.count
    return HostileFile(
      name: "project.qde",
      text: """
        <?xml version="1.0" encoding="utf-8"?>
        <Project name="\(said("project"))" origin="\(said("origin"))" xmlns="urn:QDA-XML:project:1.0">
        <Users><User guid="u" name="\(said("user"))"/></Users>
        <CodeBook><Codes><Code guid="c" name="\(said("code"))"><Description>\(said("description"))</Description></Code></Codes></CodeBook>
        <Sources><TextSource guid="s" name="\(said("source"))" plainTextPath="internal://../../PWNED">
        <PlainTextContent>\(said("content"))</PlainTextContent>
        <PlainTextSelection guid="p" name="\(said("selection"))" startPosition="0" endPosition="\(start)">
        <Coding guid="g"><CodeRef targetGUID="C"/></Coding></PlainTextSelection></TextSource></Sources>
        <Notes><Note name="\(said("note"))"/></Notes></Project>
        """,
      fields: payloads(
        ["project", "origin", "user", "code", "description", "source", "content", "selection", "note"],
        left: ["project", "origin", "user", "description", "selection", "note"], without: signs),
      rows: ["source": 1, "quote": 1])
  }()

  // MARK: Actors and reviews

  private static let actorDictionary: HostileFile = {
    let signs = "[]{}#;_&"
    func plain(_ field: String) -> String {
      Payload.of(field, without: signs).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
    let others = (0..<12).map {
      "PERSON_\(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"][$0])_ [IRNGOV]\n"
    }
    return HostileFile(
      name: "actors.txt",
      text: others.joined()
        + "X\(plain("name"))_ [IRNGOV 20200101-20210101] ; \(Payload.line)\n+\(plain("synonym"))_\n",
      fields: ["name": "X" + plain("name"), "synonym": plain("synonym"), "comment": nil], rows: ["actor": 13])
  }()

  private static let reviewItem: String = {
    func said(_ name: String) -> String { Payload.json(Payload.of(name)) }
    let rating = Payload.object(
      ReviewRating.members.sorted().map { ($0, said($0)) } + [(Payload.line, said("other"))])
    let work = Payload.object(["url", "headline", "publisher", "@id"].map { ($0, said("work " + $0)) })
    let reviewed = Payload.object(
      [
        ("@type", "\"Claim\""), ("appearance", "[\(work)]"),
        ("author", Payload.object([("name", said("claimant"))])),
      ]
        + ClaimReviewRows.ofClaims.sorted().filter { $0 != "appearance" && $0 != "author" }.map {
          ($0, said("claim " + $0))
        })
    return Payload.object(
      [
        ("@context", "\"https://schema.org\""), ("@type", "\"ClaimReview\""), ("reviewRating", rating),
        ("itemReviewed", reviewed), ("author", Payload.object([("name", said("author"))])),
      ]
        + ClaimReviewRows.ofReviews.sorted().filter {
          !["itemReviewed", "reviewRating", "author"].contains($0)
        }.map {
          ($0, said($0))
        } + [(Payload.line, said("other"))])
  }()

  private static let reviewFields: [String: String?] = payloads(
    ClaimReviewRows.ofReviews.sorted() + ClaimReviewRows.ofClaims.sorted().map { "claim " + $0 }
      + ReviewRating.members.sorted() + [
        "author", "claimant", "work url", "work headline", "work publisher",
      ],
    left: [
      "itemReviewed", "reviewRating", "datePublished", "inLanguage", "url", "claim text", "claim author",
      "claim datePublished", "claim dateCreated", "claim appearance", "claim firstAppearance",
      "claim inLanguage",
      "claim identifier", "name", "work url",
    ])

  private static let review = HostileFile(
    name: "review.json", text: reviewItem, fields: reviewFields, rows: ["claim": 2, "relation": 1])
  private static let page = HostileFile(
    name: "review.html",
    text:
      "<html><head><title>\(Payload.line)</title><script type=\"application/ld+json\">\(reviewItem)</script></head></html>",
    fields: reviewFields, rows: ["claim": 2, "relation": 1])

  private static let entities: HostileFile = {
    func entity(_ id: String, _ schema: String, _ properties: [String], _ ties: [String: String] = [:])
      -> String
    {
      Payload.object([
        ("id", Payload.json(id)), ("schema", Payload.json(schema)),
        (
          "properties",
          Payload.object(
            properties.map { name in
              (name, "[\(Payload.json(ties[name] ?? Payload.of("\(schema) \(name)", without: ";")))]")
            })
        ),
      ])
    }
    let actor = FollowTheMoneyRows.ofActors + ["position", "firstName", "gender"]
    let event = FollowTheMoneyRows.ofEvents
    let person = "../../PWNED"
    let lines = [
      entity(person, "Person", actor), entity("org", "Organization", ["name"]),
      entity("post", "Position", ["name", "country"]),
      entity(
        "office", "Occupancy", ["holder", "post", "startDate", "status"], ["holder": person, "post": "post"]),
      entity(
        "member", "Membership", ["member", "organization", "role"], ["member": person, "organization": "org"]),
      entity("event", "Event", event, ["involved": person]),
      entity("document", "Document", FollowTheMoneyRows.ofDocuments),
      entity(Payload.line, Payload.line, [Payload.line]),
    ]
    let all =
      actor.map { "Person \($0)" } + event.map { "Event \($0)" }
      + FollowTheMoneyRows.ofDocuments.map { "Document \($0)" }
      + ["Organization name", "Position name", "Membership role"]
    return HostileFile(
      name: "entities.json", text: lines.joined(separator: "\n"),
      fields: payloads(
        all,
        left: [
          "Person country", "Person mainCountry", "Person nationality", "Person citizenship",
          "Person jurisdiction",
          "Person topics", "Person summary", "Person firstName", "Person gender", "Event startDate",
          "Event endDate",
          "Event date", "Event involved", "Event organizer", "Event summary", "Document name",
          "Document fileName",
          "Document publishedAt", "Document date", "Document retrievedAt", "Document language",
        ], without: ";"),
      rows: ["event": 1, "source": 1, "role": 3])
  }()
}
