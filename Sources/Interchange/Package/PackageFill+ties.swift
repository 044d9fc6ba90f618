// What a package says of claims and topics, of what was found by a machine, and of what was curated.
import KnowledgeBase
import Storage

extension PackageFill {
  func fillClaims() throws {
    try fill(
      "claim", from: "claims",
      [
        ("key", .same), ("text", .same), ("language", .same), ("kind", .same),
        ("asserted_by_id", .key("asserted_by_key", of: "actor")), ("asserted_on", .same), ("status", .same),
      ])
    try fill(
      "relation", from: "relations",
      [
        ("key", .same), ("from_id", .key("from_key", of: "claim")), ("relation", .same),
        ("to_id", .key("to_key", of: "claim")), ("status", .same),
      ])
    try fill(
      "stance", from: "stances",
      [
        ("key", .same), ("actor_id", .key("actor_key", of: "actor")),
        ("claim_id", .key("claim_key", of: "claim")),
        ("position", .same), ("since", .same), ("until", .same), ("status", .same),
      ])
    for record in ["claim", "stance", "event"] {
      // The first source of a claim stands in its own row; so does where its first quote is printed.
      let isFirst = """
        EXISTS (SELECT 1 FROM package_claims AS c WHERE c.key = p.record_key AND (
          p.source_key IS NOT NULL AND c.source_key IS p.source_key AND c.locator IS p.locator
          OR p.quote_key IS NOT NULL AND c.source_key IS (
            SELECT source.key FROM appearance JOIN source ON source.id = appearance.source_id
            WHERE appearance.quote_id = (SELECT id FROM quote WHERE key = p.quote_key) ORDER BY appearance.id LIMIT 1)))
        """
      try fill(
        "evidence", from: "evidence_places",
        [
          ("\(record)_id", .key("record_key", of: record)), ("quote_id", .key("quote_key", of: "quote")),
          ("source_id", .key("source_key", of: "source")), ("passage_id", .sql(Self.passage)),
          ("locator", .same),
        ], where: "EXISTS (SELECT 1 FROM \(record) WHERE \(record).key = p.record_key)", pins: true,
        joined: record != "stance"
          ? nil
          : Joined(
            owner: "p.record_key",
            part:
              "ifnull(p.quote_key, p.source_key || ifnull('@' || p.start || '-' || p.\"end\", ifnull(', ' || p.locator, '')))",
            text: "(SELECT s.evidence FROM package_stances AS s WHERE s.key = p.record_key)"),
        order: record == "claim" ? "NOT \(isFirst), p.rowid" : "p.rowid")
    }
    let stray = try connection.first(
      """
      SELECT line, record_key FROM package_evidence_places WHERE NOT EXISTS (SELECT 1 FROM claim WHERE key = record_key)
        AND NOT EXISTS (SELECT 1 FROM stance WHERE key = record_key) AND NOT EXISTS (SELECT 1 FROM event WHERE key = record_key)
      """
    ) { ($0.int64(0), $0.text(1) ?? "") }
    if let (line, key) = stray {
      throw failure(
        "evidence_places", line,
        "column record_key: the package has no claim, stance or event with the key '\(key.prefix(100))'")
    }
  }

  func fillTags() throws {
    for (view, record) in [
      ("quotes", "quote"), ("claims", "claim"), ("sources", "source"), ("events", "event"),
    ] {
      let find = try connection.repeated("SELECT id FROM topic WHERE key = ?")
      let insert = try connection.repeated("INSERT INTO tag (topic_id, \(record)_id) VALUES (?, ?)")
      try connection.rows(
        """
        SELECT p.line, p.topics, r.id FROM package_\(raw: view) AS p JOIN \(raw: record) AS r ON r.key = p.key
        WHERE p.topics IS NOT NULL ORDER BY p.rowid
        """
      ) { row in
        for key in (row.text(1) ?? "").joinedValues {
          find.bind(1, key)
          guard let topic = try find.first({ $0.int64(0) }) else {
            throw failure(
              view, row.int64(0), "column topics: the package has no topic with the key '\(key.prefix(100))'")
          }
          insert.bind(1, topic)
          insert.bind(2, row.int64(2))
          try blame(view, row.int64(0)) { try insert.run() }
        }
        return true
      }
    }
  }

  func fillProposals() throws {
    // One reading of one text is told by what read it, and when.
    let readings = """
      SELECT source_key, extractor, extracted_at, min(rowid) AS first FROM package_proposals
      GROUP BY source_key, extractor, extracted_at
      """
    try fill(
      "extraction", from: "proposals",
      [
        ("source_id", .key("source_key", of: "source")), ("extractor", .same),
        ("at", .column("extracted_at")),
      ],
      where: "p.rowid IN (SELECT first FROM (\(readings)))")
    try fill(
      "proposal", from: "proposals",
      [
        (
          "extraction_id",
          .sql(
            """
            (SELECT max(extraction.id) FROM extraction WHERE extraction.source_id = (SELECT id FROM source WHERE key = p.source_key)
              AND extraction.extractor = p.extractor AND extraction.at = p.extracted_at)
            """)
        ),
        ("quote_id", .key("key", of: "quote")), ("kind", .same), ("spans", .same), ("cue", .same),
        ("attributed_as", .same), ("via", .same), ("speaker_id", .key("proposed_speaker", of: "actor")),
        ("candidates", .same), ("confidence", .same), ("rule", .same),
      ])
    try fill(
      "decision", from: "decisions",
      [
        ("quote_id", .key("key", of: "quote")), ("author", .same), ("at", .same), ("verdict", .same),
        ("speaker_id", .key("speaker_key", of: "actor")), ("start", .same), ("end", .same), ("why", .same),
        ("is_blind", .column("blind")),
      ])
  }

  func fillCurating() throws {
    try fill(
      "variant", from: "variants",
      [("quote_id", .key("quote_key", of: "quote")), ("variant_of_id", .key("variant_of_key", of: "quote"))])
    try fill("merged", from: "merges", [("key", .same), ("into_key", .same)])
    try fill("distinct_pair", from: "distinctions", [("first_key", .same), ("second_key", .same)])
  }
}
