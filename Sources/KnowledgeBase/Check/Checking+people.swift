// Advice about people: one name for two, one office with two holders, words said when their speaker was not that yet.
import Storage

extension Check {
  static let sameName = Check(
    .advice, "same-name", "kb merge KEEP OTHER if they are one; kb duplicates remembers it where they are not"
  )
  static let roleOverlap = Check(
    .advice, "role-overlap", "give the earlier holder an until, or correct a date: kb edit")
  static let outOfTime = Check(
    .advice, "out-of-time", "look whether the date, the speaker or the span of the name is wrong")
}

extension Checking {
  /// Names that two actors of one kind share, but for those that many can have: titles, metonyms, demonyms, and a
  /// single word that is the main name of neither, as a surname is.
  func sameNames() throws {
    struct Holder {
      let id: Int64
      let key, kind, name: String
      let isPrimary, isOneWord: Bool
    }
    var holders: [String: [Holder]] = [:]
    try connection.rows(
      """
      SELECT actor.id, actor.key, actor.kind, name.text, name.kind = 'primary' FROM name
      JOIN actor ON actor.id = name.actor_id
      WHERE name.kind NOT IN ('title', 'metonym', 'demonym', 'abbreviation') AND actor.status NOT IN ('rejected', 'retracted')
      ORDER BY actor.id, name.kind <> 'primary', name.id
      """
    ) { row in
      let name = row.text(3) ?? ""
      let holder = Holder(
        id: row.int64(0), key: row.text(1) ?? "", kind: row.text(2) ?? "", name: name,
        isPrimary: row.integer(4) == 1, isOneWord: !name.utf8.contains { $0 == UInt8(ascii: " ") })
      let folded = lookup.folding.key(name)
      if !folded.isEmpty, !(holders[folded] ?? []).contains(where: { $0.id == holder.id }) {
        holders[folded, default: []].append(holder)
      }
      return true
    }
    var distinct: Set<[String]> = []
    if has("distinct_pair") {
      try connection.rows("SELECT first_key, second_key FROM distinct_pair") {
        distinct.insert([$0.text(0) ?? "", $0.text(1) ?? ""])
        return true
      }
    }
    var told: Set<[String]> = []
    for holders in holders.values.filter({ $0.count > 1 }).sorted(by: {
      ($0[0].id, $0[0].name) < ($1[0].id, $1[0].name)
    }) {
      // (Many that share a name are told in a chain, each with the next.)
      for kind in Set(holders.map(\.kind)).sorted() {
        let same = holders.filter { $0.kind == kind }
        for (one, other) in zip(same, same.dropFirst()) {
          guard one.isPrimary || other.isPrimary || !one.isOneWord else { continue }
          let pair = [one.key, other.key].sorted()
          guard !distinct.contains(pair), told.insert(pair).inserted else { continue }
          add(.sameName, one.key, "\(other.key) has the name \(one.name) too, and could be the same \(kind)")
        }
      }
    }
  }

  /// Two holders of one office at one time. Offices that are known to have many holders tell nothing; nor do borders
  /// that only blur: it counts what is certain, from the last day on which one can have begun to the first on which
  /// the other can have ended.
  func overlappingRoles() throws {
    struct Role {
      let person: Int64, key: String, organisation: String, title: String, begins: Int64, ends: Int64
    }
    var current: (office: String, roles: [Role]) = ("", [])
    func tell() {
      let roles = current.roles
      for (index, one) in roles.enumerated() {
        guard
          let other = roles[..<index].last(where: {
            $0.person != one.person && Self.days($0.ends) > Self.days(one.begins) + 31
          })
        else { continue }
        add(
          .roleOverlap, one.key,
          "\(other.key) is \(one.title)\(one.organisation.isEmpty ? "" : " (\(one.organisation))") too, at the same time"
        )
      }
    }
    try connection.rows(
      """
      SELECT role.organisation_id, role.title, person.id, person.key, organisation.name,
        ifnull((SELECT latest FROM edtf WHERE text = role.since), role.earliest),
        CASE WHEN role.until IS NULL THEN 99991231 ELSE (SELECT earliest FROM edtf WHERE text = role.until) END
      FROM role JOIN actor AS person ON person.id = role.person_id
      LEFT JOIN actor AS organisation ON organisation.id = role.organisation_id
      WHERE person.status NOT IN ('rejected', 'retracted') AND role.since IS NOT NULL
      ORDER BY role.organisation_id, role.title, 6, role.id
      """
    ) { row in
      let title = row.text(1) ?? ""
      let office = "\(row.int64(0)) \(title)"
      if office != current.office {
        tell()
        current = (office, [])
      }
      guard Self.hasOneHolder(title) else { return true }
      current.roles.append(
        Role(
          person: row.int64(2), key: row.text(3) ?? "", organisation: row.text(4) ?? "", title: title,
          begins: row.int64(5), ends: row.int64(6)))
      return true
    }
    tell()
  }

  /// Days in a row for year * 10000 + month * 100 + day, every month taken for one of 31 days.
  private static func days(_ date: Int64) -> Int64 { date / 10000 * 372 + date / 100 % 100 * 31 + date % 100 }

  /// Whether a title is one of those that one person has at a time.
  static func hasOneHolder(_ title: String) -> Bool {
    let title = title.lowercased()
    let words = title.split { !$0.isLetter }
    let many = [
      "deputy", "vice", "assistant", "member", "senior", "adviser", "advisor", "former", "co", "acting",
    ]
    guard !words.contains(where: { many.contains(String($0)) }) else { return false }
    let one = [
      "president", "minister", "leader", "king", "pope", "chancellor", "chairman", "chief", "commander",
      "director", "governor", "speaker", "secretary", "emir", "caliph", "sultan", "shah",
    ]
    return words.contains { one.contains(String($0)) }
  }

  /// Quotes from outside of the time for which a name holds: a title under which the speaker is quoted, or all the
  /// names of a body that has none without dates.
  func quotesOutOfTime() throws {
    var spans: [Int64: [String: [(earliest: Int64, latest: Int64)]]] = [:]
    try connection.rows(
      "SELECT actor_id, text, earliest, latest FROM name WHERE kind = 'title' AND earliest IS NOT NULL ORDER BY id"
    ) {
      spans[$0.int64(0), default: [:]][lookup.folding.key($0.text(1) ?? ""), default: []].append(
        ($0.int64(2), $0.int64(3)))
      return true
    }
    for (speaker, titles) in spans.sorted(by: { $0.key < $1.key }) {
      try connection.rows(
        """
        SELECT quote.key, quote.said_on, quote.earliest, quote.latest, appearance.attributed_as
        FROM quote JOIN appearance ON appearance.quote_id = quote.id
        WHERE quote.speaker_id = \(speaker) AND quote.earliest IS NOT NULL AND appearance.attributed_as IS NOT NULL
          AND quote.status NOT IN ('rejected', 'retracted')
        ORDER BY quote.id, appearance.id
        """, cached: true
      ) { row in
        let written = row.text(4) ?? ""
        let (earliest, latest) = (row.int64(2), row.int64(3))
        var forms = [lookup.folding.key(written)]
        if written.lowercased().hasPrefix("the ") {
          forms.append(lookup.folding.key(written.dropFirst(4).description))
        }
        for span in forms.lazy.compactMap({ titles[$0] }).prefix(1)
        where span.allSatisfy({ latest < $0.earliest || earliest > $0.latest }) {
          add(
            .outOfTime, row.text(0) ?? "",
            "it is attributed to '\(written)' and was said on \(row.text(1) ?? ""), when its speaker did not have that title"
          )
        }
        return true
      }
    }
    try addRows(
      .outOfTime,
      """
      WITH body (id, key, earliest, latest) AS MATERIALIZED (
        SELECT actor.id, actor.key, min(name.earliest), max(name.latest) FROM actor JOIN name ON name.actor_id = actor.id
        WHERE actor.kind <> 'person' AND name.kind NOT IN ('title', 'metonym', 'demonym')
        GROUP BY actor.id HAVING count(*) = count(name.earliest))
      SELECT quote.key, 'it was said on ' || quote.said_on || ', when its speaker ' || body.key || ' was not there: its names hold from '
        || replace(body.earliest, '-99991231', 'the beginning') || ' to ' || replace(body.latest, '99991231', 'today')
      FROM body JOIN quote ON quote.speaker_id = body.id
      WHERE (quote.latest < body.earliest OR quote.earliest > body.latest) AND quote.status NOT IN ('rejected', 'retracted')
      ORDER BY quote.id
      """)
  }
}
