// Where a quote is printed: added with it, pinned when its words are found, changed later.
import Storage

extension Changes {
  /// Writes where a quote is printed. A place in the same source that says less becomes the one that says more.
  func writeAppearance(_ given: GivenFields, of id: Int64, _ words: String, _ told: inout Told) throws {
    guard let name = given[.source] else {
      if let lone = [.locator, .start, .end, .attributedAs, .cue].first(where: { given[$0] != nil }) {
        throw Failure(.invalid, "\(lone) goes with a source")
      }
      return
    }
    let source = try source(name)
    let (passage, pin) = try passage(of: words, in: source, given)
    told.pin = pin
    if let remark = pin.remark(source, hasLocator: given[.locator] != nil) { told.remarks.append(remark) }
    if let passage { try noteOthers(at: passage, of: id, &told) }
    let locator = passage == nil ? given[.locator] : nil
    let others = [
      ("attributed_as", given[.attributedAs].map(Value.text) ?? .null),
      ("cue", given[.cue].map(Value.text) ?? .null),
    ]
    let places = try appearances(of: id).filter { $0.source == source.key }
    let same = places.filter {
      passage != nil
        ? $0.passage == passage : locator == nil || Self.isSame($0.values["locator"] ?? nil, locator)
    }
    guard same.isEmpty else { return try complete(same, others, &told) }
    if let vague = places.first(where: { $0.passage == nil && $0.values["locator"] == .some(nil) }) {
      try connection.execute(
        """
        UPDATE appearance SET passage_id = \(passage), locator = \(locator), attributed_as = ifnull(\(others[0].1), attributed_as),
          cue = ifnull(\(others[1].1), cue) WHERE id = \(vague.id)
        """)
      told.changes.append(
        FieldChange(field: "source", old: source.key, new: shown(source, pin, locator)))
      return
    }
    try once(
      "appearance",
      [
        ("quote_id", .integer(id)), ("source_id", .integer(source.id)),
        ("passage_id", passage.map(Value.integer) ?? .null), ("locator", locator.map(Value.text) ?? .null),
      ], with: others, as: "source", shown(source, pin, locator), &told)
  }

  private static func isSame(_ a: String?, _ b: String?) -> Bool {
    (a.map(Value.text) ?? .null).isIdentical(to: b.map(Value.text) ?? .null)
  }

  /// Fills what a place that is there leaves open. What it says otherwise stays, and is told.
  private func complete(_ places: [Appearance], _ values: [(String, Value)], _ told: inout Told) throws {
    for case (let column, .text(let new)) in values {
      guard places.count == 1, let place = places.first else {
        told.remarks.append("\(column) was left out: the source prints the quote in \(places.count) places")
        continue
      }
      guard let old = place.values[column] ?? nil else {
        try connection.execute("UPDATE appearance SET \(raw: column) = \(new) WHERE id = \(place.id)")
        told.changes.append(FieldChange(field: column, old: nil, new: new))
        continue
      }
      if !Value.text(old).isIdentical(to: .text(new)) {
        told.remarks.append(
          "\(column) of \(place.address) stays '\(lookup.shown(old))'; kb edit without fields changes it")
      }
    }
  }

  /// Changes the one place where a quote is printed, and returns what else is said.
  func setAppearance(_ given: GivenFields, of id: Int64, _ key: String, words: String, _ told: inout Told)
    throws
    -> GivenFields
  {
    let columns: [Field] = [.locator, .attributedAs, .cue].filter { given.has($0) }
    let isMoved = given[.start] != nil || given[.end] != nil
    guard given[.source] == nil, isMoved || !columns.isEmpty else { return given }
    let places = try appearances(of: id)
    guard places.count == 1, let place = places.first else {
      throw Failure(
        .invalid,
        places.isEmpty
          ? "\(key) is printed nowhere yet: say in which source"
          : "\(key) is printed in \(places.count) places; kb edit \(key) without fields shows them all")
    }
    if isMoved { try move(place, of: id, to: given, words, &told) }
    if place.passage != nil || isMoved, given[.locator] != nil {
      throw Failure(.invalid, "a pinned place needs no locator")
    }
    for column in columns {
      let old = place.values[column.description] ?? nil
      let new = given[column]
      guard !Self.isSame(new, old) else { continue }
      try connection.execute(
        "UPDATE appearance SET \(raw: column.description) = \(new) WHERE id = \(place.id)")
      told.changes.append(FieldChange(field: column.description, old: old, new: new))
    }
    return given.without(columns + [.start, .end])
  }

  /// Pins a place where a quote is printed to another stretch of the same source.
  private func move(
    _ place: Appearance, of id: Int64, to given: GivenFields, _ words: String, _ told: inout Told
  ) throws {
    let source = try source(place.source)
    let (passage, pin) = try passage(of: words, in: source, given)
    guard let passage, passage != place.passage else { return }
    try noteOthers(at: passage, of: id, &told)
    try connection.execute(
      "UPDATE appearance SET passage_id = \(passage), locator = NULL WHERE id = \(place.id)")
    told.changes.append(FieldChange(field: "source", old: place.address, new: shown(source, pin, nil)))
  }

  /// A place where a quote is printed.
  private struct Appearance {
    let id: Int64
    /// The source's key.
    let source: String
    let passage: Int64?
    /// `talks@10-20`, or `talks, page 3`.
    let address: String
    let values: [String: String?]
  }

  private func appearances(of id: Int64) throws -> [Appearance] {
    try connection.all(
      """
      SELECT appearance.id, source.key, passage_id, locator, attributed_as, cue,
        source.key || ifnull('@' || passage.start || '-' || passage."end", ifnull(', ' || locator, ''))
      FROM appearance JOIN source ON source.id = appearance.source_id
      LEFT JOIN passage ON passage.id = appearance.passage_id WHERE quote_id = \(id) ORDER BY appearance.id
      """
    ) {
      Appearance(
        id: $0.int64(0), source: $0.text(1) ?? "", passage: $0.isNull(2) ? nil : $0.int64(2),
        address: $0.text(6) ?? "",
        values: ["locator": $0.text(3), "attributed_as": $0.text(4), "cue": $0.text(5)])
    }
  }

  /// Where another quote is pinned to the very same words, one of the two may be too many: that is said.
  private func noteOthers(at passage: Int64, of id: Int64, _ told: inout Told) throws {
    let others = try connection.all(
      """
      SELECT DISTINCT quote.key, quote.status FROM appearance JOIN quote ON quote.id = appearance.quote_id
      WHERE passage_id = \(passage) AND quote.id <> \(id) AND quote.status NOT IN ('rejected', 'retracted')
      """
    ) { "\($0.text(0) ?? "") (\($0.text(1) ?? ""))" }
    guard !others.isEmpty else { return }
    told.remarks.append("pinned to the very same words: \(others.joined(separator: ", "))")
  }
}
