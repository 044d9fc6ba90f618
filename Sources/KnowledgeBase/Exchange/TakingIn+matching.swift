// Which of our rows is which of theirs.
import Storage

extension TakingIn {
  /// The id here of a row that theirs has, or had; nil where ours does not know it. The row may be gone.
  func ourId(_ table: String, _ id: Int64) throws -> Int64? {
    if let known = ourIds[table]?[id] { return known }
    guard let shape = Shape.named[table] else { return nil }
    let current = try theirs.row(shape, id)
    let known = try theirs.known(shape, id, current)
    let last = try current ?? known ?? theirs.steps(shape, id, nil).last { $0.before != nil }?.before
    guard let last else { return nil }
    let found = try known.flatMap { try find(shape, id, $0) } ?? find(shape, id, last)
    if let found { ourIds[table, default: [:]][id] = found }
    return found
  }

  /// The row of ours that is one with theirs, as `cells` say what theirs is or was; nil for none.
  func find(_ shape: Shape, _ id: Int64, _ cells: [Cell]) throws -> Int64? {
    guard let named = try translated(shape, cells, only: shape.identity) else { return nil }
    let identity = shape.identity.map { named[$0] }
    // A row that was this when theirs knew it, and is another now, goes before one that became this since.
    if let id = moved[shape.table]?[identity], try ours.row(shape, id) != nil { return id }
    if let found = try ours.find(shape, named), try isOne(shape, cells, found, id) { return found }
    if let found = try findOtherwise(shape, named, cells, id) { return found }
    if let id = moved[shape.table]?[identity] { return id }
    // Both may have made another of it, and each taken in the other's file and kept its own.
    guard !shape.isKeyed, ours.parting < ours.since, let id = try past.get()[shape.table]?[identity],
      let row = try ours.row(shape, id), try theirId(shape, row) == nil
    else { return nil }
    return id
  }

  /// The row of theirs that says the same as one of ours does now; nil for none.
  func theirId(_ shape: Shape, _ row: [Cell]) throws -> Int64? {
    var cells = row
    for place in shape.identity {
      guard let table = shape.references[place], let id = row[place].id else { continue }
      guard let there = try theirId(table, id) else { return nil }
      cells[place] = .integer(there)
    }
    return try theirs.find(shape, cells)
  }

  func theirId(_ table: String, _ id: Int64) throws -> Int64? {
    guard let shape = Shape.named[table], let row = try ours.row(shape, id) else { return nil }
    return try theirId(shape, row)
  }

  func readPast() throws -> [String: [[Cell]: Int64]] {
    var past: [String: [[Cell]: Int64]] = [:]
    try ours.connection.rows(
      """
      SELECT record, record_id FROM history WHERE changeset_id > \(ours.parting) AND action = 'update'
      GROUP BY record, record_id
      """
    ) { row in
      guard let shape = Shape.named[row.text(0) ?? ""], !shape.isKeyed else { return true }
      let id = row.int64(1)
      for step in try ours.steps(shape, id, ours.row(shape, id), after: ours.parting) {
        if let before = step.before {
          past[shape.table, default: [:]][shape.identity.map { before[$0] }] = id
        }
      }
      return true
    }
    return past
  }

  /// Their values with the rows that they name as ids of ours; those that are not here as negative ids of theirs.
  ///
  /// - Parameter places: of the columns that matter; nil where one of them names a row that is not here.
  func translated(_ shape: Shape, _ cells: [Cell], only places: [Int]) throws -> [Cell]? {
    var result = cells
    for place in places {
      guard let table = shape.references[place], let id = cells[place].id else { continue }
      guard let ourId = try ourId(table, id) else { return nil }
      result[place] = .integer(ourId)
    }
    return result
  }

  func translated(_ shape: Shape, _ cells: [Cell]) throws -> [Cell] {
    var result = cells
    for (place, table) in shape.references {
      guard let id = cells[place].id else { continue }
      let ourId = try ourId(table, id).map { try shape.isFixed ? $0 : merged(table, $0) }
      result[place] = .integer(ourId ?? -id)
    }
    return result
  }

  /// Two sources that both were added under one key and hold different texts are two.
  private func isOne(_ shape: Shape, _ cells: [Cell], _ found: Int64, _ id: Int64) throws -> Bool {
    guard shape.table == "source", let text = shape.place(of: "text"), let hash = shape.place(of: "sha256"),
      !cells[text].isNull, try theirs.known(shape, id, theirs.row(shape, id)) == nil,
      let mine = try ours.row(shape, found), !mine[text].isNull, mine[text] != cells[text]
    else { return true }
    return try mine[hash] == cells[hash] || ours.known(shape, found, mine) != nil
  }

  /// What both may have entered under keys of their own.
  private func findOtherwise(_ shape: Shape, _ named: [Cell], _ cells: [Cell], _ id: Int64) throws -> Int64? {
    switch shape.table {
    case "source":
      guard let hash = shape.place(of: "sha256"), !cells[hash].isNull else { return nil }
      return try ours.find(shape, by: [hash], named)
    case "relation":
      guard let named = try translated(shape, cells, only: Array(shape.references.keys)) else { return nil }
      return try ours.find(shape, by: [1, 2, 3], named)
    case "name":
      // An actor has one primary name, however it is spelled.
      guard named[3] == Cell("primary") else { return nil }
      return try ours.find(shape, by: [0, 3], named)
    case "extraction":
      // One reading of one text by one extractor, on both sides.
      guard let found = try ours.find(shape, by: [0, 1], named),
        try theirs.known(shape, id, cells) == nil, try ours.known(shape, found, ours.row(shape, found)) == nil
      else { return nil }
      return found
    default: return nil
    }
  }

  /// Rows of ours that were deleted, or became something else, since theirs knew them.
  func readMoved() throws {
    for shape in Shape.all {
      for id in ours.touched[shape.table] ?? [] {
        let current = try ours.row(shape, id)
        guard let known = try ours.known(shape, id, current).map({ try ours.revived(shape, $0) }) else {
          continue
        }
        let identity = shape.identity.map { known[$0] }
        if current.map({ current in shape.identity.map { current[$0] } }) != identity {
          moved[shape.table, default: [:]][identity] = id
        }
      }
    }
  }

  /// How a row is named to a person: its key, or that of the record that it belongs to.
  func label(_ shape: Shape, _ cells: [Cell], _ file: Copy) throws -> String {
    func place(_ name: String) -> Int { shape.place(of: name)! }
    switch shape.table {
    case "passage", "mention":
      let (start, end) = (cells[place("start")].shown ?? "", cells[place("end")].shown ?? "")
      return try key(of: "source", cells[place("source_id")], file) + "@\(start)-\(end)"
    case "evidence", "tag":
      let owners = shape.references.keys.sorted().filter { shape.table == "evidence" || $0 > 0 }
      let owner = owners.first { !cells[$0].isNull }
      return try owner.map { try key(of: shape.references[$0]!, cells[$0], file) } ?? ""
    case "distinct_pair": return [cells[0], cells[1]].compactMap(\.shown).joined(separator: ", ")
    default:
      guard let owner = shape.owner, let table = shape.references[owner] else { return cells[0].shown ?? "" }
      return try key(of: table, cells[owner], file)
    }
  }

  private func key(of table: String, _ cell: Cell, _ file: Copy) throws -> String {
    guard let shape = Shape.named[table], let id = cell.id else { return "" }
    let current = try file.row(shape, id)
    let last = try current ?? file.steps(shape, id, nil).last { $0.before != nil }?.before
    guard let last else { return "" }
    return try label(shape, last, file)
  }

  /// A value as a person reads it: the key of the record that it names.
  func shown(_ shape: Shape, _ place: Int, _ cell: Cell, _ file: Copy) throws -> String? {
    guard let table = shape.references[place], !cell.isNull else { return cell.shown }
    return try key(of: table, cell, file)
  }
}
