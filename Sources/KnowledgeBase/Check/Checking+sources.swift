// Advice about sources, about records that lean on what was set aside, and about days that are still to come.
import Storage

extension Check {
  static let noDate = Check(
    .advice, "no-date", "say when it was published, as far as it is known: 2019, 2019-05~, XXXX-01-31")
  static let noHash = Check(
    .advice, "no-hash", "kb attach SOURCE FILE compares it with its file, and keeps the hash")
  static let setAside = Check(.advice, "set-aside", "retract it too, or let it name another record")
  static let future = Check(.advice, "future", "look whether the date is wrong")
}

extension Checking {
  func sources() throws {
    try addRows(
      .noDate,
      """
      SELECT key, 'it has no date of publication' || ifnull(': ' || title, '')
      FROM source WHERE published_on IS NULL AND status NOT IN ('rejected', 'retracted') ORDER BY id
      """)
    let sealed: SQL =
      has("document") ? "EXISTS (SELECT 1 FROM document WHERE document.source_id = source.id)" : "FALSE"
    try addRows(
      .noHash,
      """
      SELECT key, CASE WHEN sha256 IS NULL THEN 'its text is archived, and there is no hash of the file that it came from'
        ELSE 'its text is archived, and there is no hash of the text itself' END
      FROM source WHERE words IS NOT NULL AND (sha256 IS NULL OR NOT \(sealed)) AND status NOT IN ('rejected', 'retracted')
      ORDER BY id
      """)
  }

  /// Records that people stand behind, and that name one that was rejected or retracted.
  func namesSetAside() throws {
    for (table, column, target) in [
      ("quote", "speaker_id", "actor"), ("quote", "origin_id", "source"),
      ("quote", "translation_of_id", "quote"), ("claim", "asserted_by_id", "actor"),
      ("stance", "actor_id", "actor"), ("stance", "claim_id", "claim"), ("relation", "from_id", "claim"),
      ("relation", "to_id", "claim"), ("source", "publisher_id", "actor"),
    ] {
      try setAside(
        table, target,
        from:
          "\(raw: target) AS aside CROSS JOIN \(raw: table) AS record ON record.\(raw: column) = aside.id",
        says: "\(table).\(column.dropLast(3))")
    }
    try setAside(
      "quote", "source",
      from:
        "source AS aside CROSS JOIN appearance ON appearance.source_id = aside.id CROSS JOIN quote AS record ON record.id = appearance.quote_id",
      says: "one of its appearances")
    try setAside(
      "event", "actor",
      from:
        "actor AS aside CROSS JOIN participant ON participant.actor_id = aside.id CROSS JOIN event AS record ON record.id = participant.event_id",
      says: "one of its participants")
    for table in ["claim", "stance", "event"] {
      for target in ["quote", "source"] {
        try setAside(
          table, target,
          from:
            "\(raw: target) AS aside CROSS JOIN evidence ON evidence.\(raw: target)_id = aside.id CROSS JOIN \(raw: table) AS record ON record.id = evidence.\(raw: table)_id",
          says: "its evidence")
      }
    }
  }

  private func setAside(_ table: String, _ target: String, from joined: SQL, says place: String) throws {
    try addRows(
      .setAside,
      """
      SELECT DISTINCT record.key, 'it is accepted, and \(raw: place) is the \(raw: target) ' || aside.key || ', which was ' || aside.status
      FROM \(joined)
      WHERE aside.status IN ('rejected', 'retracted') AND aside.status <> 'accepted' AND record.status = 'accepted' ORDER BY 1
      """)
  }

  /// Days that cannot have been yet. An event, a role or a stance may be planned.
  func daysToCome() throws {
    for (table, column, verb) in [
      ("quote", "said_on", "said"), ("source", "published_on", "published"),
      ("claim", "asserted_on", "asserted"),
    ] {
      try addRows(
        .future,
        """
        SELECT key, 'it was \(raw: verb) on ' || \(raw: column) || ', which is still to come'
        FROM \(raw: table) WHERE latest > \(today) AND earliest > \(today) AND status NOT IN ('rejected', 'retracted') ORDER BY id
        """)
    }
    try addRows(
      .future,
      """
      SELECT key, 'it was accessed on ' || accessed_on || ', which is still to come' FROM source
      JOIN edtf ON edtf.text = source.accessed_on WHERE edtf.earliest > \(today) ORDER BY source.id
      """)
  }
}
