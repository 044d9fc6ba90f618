// One row of theirs: is it here, is it the same, and if not, whose is it?
import Storage

extension TakingIn {
  enum Step { case done, later }

  /// Takes one row of theirs.
  ///
  /// - Parameter current: as it stands there; nil where it is gone.
  /// - Returns: `later` for a record that has to be deleted, when nothing names it any more.
  func take(_ shape: Shape, _ id: Int64, _ current: [Cell]?) throws -> Step {
    if current?.contains(.unreadable) == true {
      throw Failure(.invalid, "it holds bytes that are no text")
    }
    let known = try theirs.known(shape, id, current)
    if known != current { hasNews = true }
    guard let cells = current ?? known else { return .done }
    // Deleted and entered again there is changed.
    if current == nil, try theirs.find(shape, theirs.revived(shape, cells)) != nil { return .done }
    let found = try known.flatMap { try find(shape, id, $0) } ?? find(shape, id, cells)
    if let found { ourIds[shape.table, default: [:]][id] = found }
    let mine = try found.flatMap { try ours.row(shape, $0) }
    switch (current, found, mine) {
    case (let current?, let found?, let mine?):
      try compare(Pair(shape: shape, theirId: id, ourId: found, theirs: current, known: known, ours: mine))
    case (let current?, let found?, nil): try takeGone(shape, id, current, known, found)
    case (let current?, nil, _):
      // (What theirs kept, because somebody changed it or something there names it, comes back.)
      if try known != current || theirs.isChangedByItself(shape, id, current)
        || questions.isOpenThere(shape.table, id, "presence")
      {
        try insert(shape, id, current)
      }
    case (nil, let found?, let mine?): return try takeDeletion(shape, id, cells, known, found, mine)
    case (nil, _, _): same += 1
    }
    return .done
  }

  /// A row that is gone here. (Where theirs deleted it and entered it again, that is a change.)
  private func takeGone(_ shape: Shape, _ id: Int64, _ current: [Cell], _ known: [Cell]?, _ found: Int64)
    throws
  {
    let isOpen = questions.isOpen(shape.table, found, "presence", their: id)
    let wasKnownHere = try ours.known(shape, found, nil) != nil
    guard known != current || isOpen == .both else {
      same += 1
      return
    }
    guard wasKnownHere || isOpen == .both, isOpen != .onlyOurs else { return try insert(shape, id, current) }
    if shape.table == "name", current[3] == Cell("primary") { return }
    let choice = try settle(
      shape, id, found, "presence", place: nil, label: label(shape, current, theirs), ours: "deleted",
      theirs: "changed", base: nil, mine: nil, current: current)
    if choice == .theirs { try insert(shape, id, current) }
  }

  /// A row that is gone there.
  private func takeDeletion(
    _ shape: Shape, _ id: Int64, _ cells: [Cell], _ known: [Cell]?, _ found: Int64, _ mine: [Cell]
  ) throws -> Step {
    let knownThere = try ours.known(shape, found, mine)
    // An actor's names go with the actor, and the primary one only so.
    if shape.table == "name" {
      if cells[3] == Cell("primary") { return .done }
      if let actor = cells[0].id, try theirs.row(Shape.named["actor"]!, actor) == nil { return .done }
    }
    let isOpen = questions.isOpen(shape.table, found, "presence", their: id)
    let isChanged =
      try (knownThere != mine || hasNewNames(shape, found)) && found <= lastIds[shape.table] ?? 0
    if isChanged && isOpen != .onlyOurs || isOpen == .both {
      if isDeleting || !shape.isNamed {
        let choice = try settle(
          shape, id, found, "presence", place: nil, label: label(shape, mine, ours), ours: "changed",
          theirs: "deleted", base: nil, mine: mine, current: nil)
        if choice == .theirs { try delete(shape, found) }
        return .done
      }
      return .later
    }
    if shape.isNamed && !isDeleting { return .later }
    try delete(shape, found)
    return .done
  }

  /// Whether an actor got a name here that theirs does not know.
  private func hasNewNames(_ shape: Shape, _ actor: Int64) throws -> Bool {
    guard shape.table == "actor", let names = Shape.named["name"] else { return false }
    let ids = try ours.connection.all("SELECT id FROM name WHERE actor_id = \(actor)") { $0.int64(0) }
    return try ids.contains { id in
      let name = try ours.row(names, id)
      return try ours.known(names, id, name) != name
    }
  }

  /// A row that both have.
  struct Pair {
    let shape: Shape
    let theirId, ourId: Int64
    let theirs: [Cell]
    let known: [Cell]?
    let ours: [Cell]
  }

  private func compare(_ pair: Pair) throws {
    let shape = pair.shape
    let translated = try translated(shape, pair.theirs)
    if !questions.isEmpty { questions.settle(shape.table, pair.ourId, "presence", their: pair.theirId) }
    for place in shape.columns.indices where !questions.isEmpty && pair.ours[place] == translated[place] {
      questions.settle(shape.table, pair.ourId, shape.columns[place], their: pair.theirId)
    }
    guard !shape.isFixed, translated != pair.ours else {
      same += 1
      return
    }
    let isNewHere = pair.ourId > lastIds[shape.table] ?? 0
    let knownThere = isNewHere ? pair.ours : try ours.known(shape, pair.ourId, pair.ours)
    let isPrimary = shape.table == "name" && pair.ours[3] == Cell("primary")
    var takes: [Int] = []
    for place in shape.columns.indices where pair.ours[place] != translated[place] {
      let field = shape.columns[place]
      // A key stays what it is; a primary name follows its actor.
      if field == "key" || isPrimary && place <= 3 { continue }
      if let table = shape.references[place], let mine = pair.ours[place].id,
        try goesAlong(table, mine, to: translated[place])
      {
        takes.append(place)
        continue
      }
      var isNewsHere = knownThere.map { $0[place] != pair.ours[place] } ?? true
      var isNewsThere = pair.known.map { $0[place] != pair.theirs[place] } ?? true
      switch questions.isOpen(shape.table, pair.ourId, field, their: pair.theirId) {
      case .both: (isNewsHere, isNewsThere) = (true, true)
      case .onlyOurs: (isNewsHere, isNewsThere) = (false, true)
      case .onlyTheirs: (isNewsHere, isNewsThere) = (true, false)
      case .none: break
      }
      if knownThere == nil, pair.known == nil, pair.ours[place].isNull || translated[place].isNull {
        // Both entered it, and one says more.
        if pair.ours[place].isNull { takes.append(place) }
      } else if isNewsThere, !isNewsHere {
        takes.append(place)
      } else if isNewsHere, !isNewsThere {
        continue
      } else if shape.circumstances.contains(place) {
        if isLess(translated[place], pair.ours[place]) { takes.append(place) }
      } else if try settle(pair, place, knownThere) == .theirs {
        takes.append(place)
      }
    }
    if takes.isEmpty {
      same += 1
    } else {
      try update(pair, takes)
    }
  }

  private func settle(_ pair: Pair, _ place: Int, _ knownThere: [Cell]?) throws -> Conflict.Outcome {
    let shape = pair.shape
    // (After an exchange that left it open, what one side knows of the other is no base.)
    let base = try knownThere.flatMap { known in
      try known[place] == pair.known?[place] || shape.references[place] != nil
        ? shown(shape, place, known[place], ours) : nil
    }
    // A text that is archived stays; theirs would have to be a version of its own.
    let isArchived = shape.table == "source" && shape.columns[place] == "text"
    return try settle(
      shape, pair.theirId, pair.ourId, shape.columns[place], place: place,
      label: label(shape, pair.ours, ours),
      ours: shown(shape, place, pair.ours[place], ours),
      theirs: shown(shape, place, pair.theirs[place], theirs),
      base: base, mine: pair.ours, current: pair.theirs,
      ruling: isArchived
        ? "an archived text never changes; add the other text as a new version of the source" : nil)
  }

  func isLess(_ first: Cell, _ second: Cell) -> Bool {
    switch (first, second) {
    case (.text(let first), .text(let second)): first.lexicographicallyPrecedes(second)
    case (.integer(let first), .integer(let second)): first < second
    default: first.isNull && !second.isNull
    }
  }
}
