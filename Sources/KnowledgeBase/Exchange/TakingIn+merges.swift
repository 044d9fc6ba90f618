// Records that one side took into another: what the other side says of them goes where they went.
import Storage

extension TakingIn {
  /// Reads which merges will hold here.
  func readMerges() throws {
    guard let shape = Shape.named["merged"] else { return }
    func pairs(_ file: Copy) throws -> [String: String] {
      guard file.tables.contains("merged") else { return [:] }
      let rows = try file.connection.all("SELECT key, into_key FROM merged") {
        ($0.text(0) ?? "", $0.text(1) ?? "")
      }
      return Dictionary(rows) { $1 }
    }
    merges = try pairs(ours)
    theirMerges = try pairs(theirs)
    func news(_ id: Int64, _ current: [Cell]?) throws {
      let known = try theirs.known(shape, id, current)
      guard known != current else { return }
      if let current, let key = current[0].shown, let into = current[1].shown {
        if merges[key] == nil || preference == .theirs {
          merges[key] = into
          newMerges.insert(key)
        }
      } else if let known, let key = known[0].shown, merges[key] == known[1].shown, theirMerges[key] == nil {
        merges[key] = nil
      }
    }
    for id in (theirs.touched["merged"] ?? []).sorted() { try news(id, theirs.row(shape, id)) }
    try theirs.addedRows(shape) { try news($0, $1) }
  }

  /// The record that one of ours is now, for what theirs says of it.
  ///
  /// - Parameter ofTheirsToo: through merges that theirs has itself as well; else theirs left it there on purpose.
  func merged(_ table: String, _ id: Int64, ofTheirsToo: Bool = false) throws -> Int64 {
    guard !merges.isEmpty, let shape = Shape.named[table], shape.isKeyed else { return id }
    guard var key = try ours.row(shape, id)?[0].shown else { return id }
    var isMoved = false
    for _ in 0..<100 {
      guard let into = merges[key], ofTheirsToo || isMoved || theirMerges[key] == nil else { break }
      (key, isMoved) = (into, true)
    }
    return isMoved ? try ours.find(shape, by: [0], [Cell(key)]) ?? id : id
  }

  /// Whether theirs names another record only because it took ours into that one since.
  func goesAlong(_ table: String, _ id: Int64, to theirs: Cell) throws -> Bool {
    guard !newMerges.isEmpty, let shape = Shape.named[table], shape.isKeyed,
      let key = try ours.row(shape, id)?[0].shown, newMerges.contains(key)
    else { return false }
    return try Cell.integer(merged(table, id, ofTheirsToo: true)) == theirs
  }

  /// Lets rows of ours that name a record which theirs merged name the one it went into, where theirs has no such row
  /// any more, or never had.
  func movePointers() throws {
    guard !newMerges.isEmpty else { return }
    for shape in Shape.all where !shape.references.isEmpty && !shape.isFixed {
      for (place, table) in shape.references.sorted(by: { $0.key < $1.key }) {
        guard let target = Shape.named[table], target.isKeyed else { continue }
        for key in newMerges.sorted() {
          guard let id = try ours.find(target, by: [0], [Cell(key)]) else { continue }
          let into = try merged(table, id, ofTheirsToo: true)
          if into != id { try move(shape, place, from: id, to: into) }
        }
      }
    }
  }

  /// Whether theirs, which merged a record, let a row go on naming it.
  private func isNamedThere(_ shape: Shape, _ place: Int, _ cells: [Cell]) throws -> Bool {
    guard let table = shape.references[place], let id = cells[place].id,
      let there = try theirId(shape, cells),
      let row = try theirs.row(shape, there)
    else { return false }
    return try row[place].id == theirId(table, id)
  }

  private func move(_ shape: Shape, _ place: Int, from id: Int64, to into: Int64) throws {
    let column = shape.columns[place]
    let rows = try ours.connection.all(
      "SELECT id FROM \(raw: shape.table) WHERE \(raw: "\"\(column)\"") = \(id)"
    ) { $0.int64(0) }
    for row in rows {
      guard row <= lastIds[shape.table] ?? 0, let cells = try ours.row(shape, row),
        !(shape.table == "name" && cells[3] == Cell("primary")), try !isNamedThere(shape, place, cells)
      else { continue }
      var moved = cells
      moved[place] = .integer(into)
      if !shape.isKeyed, try ours.find(shape, moved) != nil {
        try delete(shape, row)
      } else {
        let statement = try ours.statement("UPDATE \(shape.table) SET \"\(column)\" = ? WHERE id = ?")
        statement.bind(1, into)
        statement.bind(2, row)
        try statement.run()
        changed += 1
      }
    }
  }
}
