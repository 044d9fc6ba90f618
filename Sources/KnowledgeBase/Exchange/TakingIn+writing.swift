// Rows of theirs written into ours, under the rules of the schema.
import Storage

extension TakingIn {
  /// Adds a row of theirs, with the records that it names where they are not here.
  func insert(_ shape: Shape, _ id: Int64, _ current: [Cell]) throws {
    // (A primary name comes with its actor.)
    if shape.table == "name", current[3] == Cell("primary") { return }
    var cells = try written(shape, current, translated(shape, current))
    // What it names may have become another record's here, and the row be there already.
    if !shape.isKeyed, let there = try ours.find(shape, cells) {
      ourIds[shape.table, default: [:]][id] = there
      same += 1
      return
    }
    if shape.table == "source" { cells[0] = try freeKey(cells[0]) }
    let statement = try ours.statement(
      """
      INSERT INTO \(shape.table) (\(Copy.list(shape)))
      VALUES (\(repeatElement("?", count: cells.count).joined(separator: ", ")))
      """)
    for (position, cell) in cells.enumerated() { statement.bind(position + 1, cell) }
    ourIds[shape.table, default: [:]][id] = try statement.run()
    if shape.table == "actor" { try bringNames(of: id) }
  }

  func update(_ pair: Pair, _ places: [Int]) throws {
    let shape = pair.shape
    var cells = pair.ours
    let theirs = try written(shape, pair.theirs, translated(shape, pair.theirs), only: Set(places))
    for place in places { cells[place] = theirs[place] }
    if !shape.isKeyed, let other = try ours.find(shape, cells), other != pair.ourId {
      // It has become what another row says already.
      try delete(shape, pair.ourId)
      ourIds[shape.table, default: [:]][pair.theirId] = other
      return
    }
    if shape.table == "merged" {
      // A merge is taken back and made anew, not changed.
      try delete(shape, pair.ourId)
      return try insert(shape, pair.theirId, pair.theirs)
    }
    let list = places.map { "\"\(shape.columns[$0])\" = ?" }.joined(separator: ", ")
    let statement = try ours.statement("UPDATE \(shape.table) SET \(list) WHERE id = ?")
    for (position, place) in places.enumerated() { statement.bind(position + 1, cells[place]) }
    statement.bind(Int32(places.count + 1), pair.ourId)
    try statement.run()
    changed += 1
  }

  func delete(_ shape: Shape, _ ourId: Int64) throws {
    let statement = try ours.statement("DELETE FROM \(shape.table) WHERE id = ?")
    statement.bind(1, ourId)
    try statement.run()
    deleted += 1
  }

  /// The values to write: records that they name and that are not here, or are gone, are brought in first.
  private func written(_ shape: Shape, _ raw: [Cell], _ translated: [Cell], only places: Set<Int>? = nil)
    throws
    -> [Cell]
  {
    var result = translated
    for (place, table) in shape.references where places?.contains(place) != false {
      guard let id = translated[place].id, let theirId = raw[place].id, let target = Shape.named[table] else {
        continue
      }
      if id > 0, try ours.row(target, id) != nil { continue }
      ourIds[table]?[theirId] = nil
      result[place] = .integer(try bring(target, theirId))
    }
    return result
  }

  /// Brings in a record that a row of theirs names, before its turn or although it was deleted here.
  private func bring(_ shape: Shape, _ id: Int64) throws -> Int64 {
    guard let current = try theirs.row(shape, id), !current.contains(.unreadable) else {
      throw Failure(.invalid, "it names a \(shape.table) that is not there")
    }
    guard handled[shape.table, default: []].insert(id).inserted else {
      throw Failure(.invalid, "it names a \(shape.table) that names it")
    }
    do {
      try insert(shape, id, current)
    } catch {
      handled[shape.table]?.remove(id)
      throw error
    }
    guard let ourId = ourIds[shape.table]?[id] else {
      throw Failure(.invalid, "it names a \(shape.table) that cannot be taken")
    }
    return ourId
  }

  /// The names of an actor of theirs that came in.
  private func bringNames(of actor: Int64) throws {
    guard let shape = Shape.named["name"] else { return }
    let ids = try theirs.connection.all("SELECT id FROM name WHERE actor_id = \(actor)") { $0.int64(0) }
    for id in ids {
      guard let name = try theirs.row(shape, id), !name.contains(.unreadable) else { continue }
      if handled["name", default: []].insert(id).inserted { try insert(shape, id, name) }
    }
  }

  /// A key for a source, with a number behind it where another source has it.
  private func freeKey(_ wanted: Cell) throws -> Cell {
    guard let shape = Shape.named["source"], let key = wanted.shown else { return wanted }
    var (candidate, number) = (key, 1)
    while try ours.find(shape, by: [0], [Cell(candidate)]) != nil {
      number += 1
      candidate = "\(key.prefix(90))-\(number)"
    }
    return Cell(candidate)
  }
}
