// Takes actors, names and roles one by one and lays them out for reading: no string per name, no sorting.
// Unsafe: texts are the caller's until the call returns and are not kept; words are ranges that were found in
// them.
import TextFolding

/// Builds a ``Gazetteer`` from rows as they come. Texts are UTF-8 and are not kept.
public struct GazetteerBuilder: Sendable {
  private var made: Gazetteer
  private let kinds = WordKinds.english
  private var lastNameOfPerson: [Int32] = []

  /// - Parameters:
  ///   - folding: which letters are one to search.
  ///   - names: how many names are coming, as far as is known.
  package init(folding: Folding, names: Int = 0) {
    made = Gazetteer(folding: NameFolding(folding))
    made.names = NameTable(capacity: names * 3 / 2)
    made.entries.reserveCapacity(names)
    made.personNames.reserveCapacity(names)
    made.nameParts.reserveCapacity(names * 2)
    made.letters.reserveCapacity(names * 16)
  }

  /// Adds an actor; its number is how many were added before.
  @discardableResult
  public mutating func addActor(kind: ActorKind, country: CountryCode?) -> Int {
    made.actors.append(.init(kind: kind, country: country ?? .none))
    made.firstNameOfPerson.append(-1)
    lastNameOfPerson.append(-1)
    return made.actors.count - 1
  }

  /// Adds a name of an actor, with the days from and until which it holds, as `year * 10000 + month * 100 + day`.
  public mutating func addName(
    actor: Int, text: UnsafeBufferPointer<UInt8>, kind: NameKind, since: Int? = nil, until: Int? = nil
  ) {
    var position = 0
    var key: UInt64 = 0
    var words = 0
    var capitals: UInt8 = 0
    var strict: UInt8 = 0
    var run = NameHash.empty
    var runLength = 0
    var keyBeforeRun: UInt64 = 0
    var lastHash = NameHash.empty
    var hasArticle = false
    let isPersonal = made.actors[actor].kind == .person && kind != .title && kind != .demonym
    let firstPersonWord = made.nameParts.count
    var hasArabic = false
    while let word = unsafe made.folding.nextWord(text, from: &position, to: text.count) {
      if words == 0, word.hash == Self.the, unsafe Self.goesOn(text, position) {
        hasArticle = true
        continue
      }
      if word.shape.contains(.arabic) {
        // Words in Arabic letters run together.
        if runLength == 0 {
          (run, keyBeforeRun) = (word.hash, key)
          if words == 0 { unsafe addArabicHead(word, text) }
          words += 1
        } else {
          run = unsafe made.folding.hash(text, word.start..<word.end, continuing: run)
        }
        runLength += word.length
        key = NameHash.sequence(keyBeforeRun, run)
        hasArabic = true
        made.longestArabicName = max(made.longestArabicName, runLength)
        if words > 1 { _ = made.slot(of: keyBeforeRun, flags: Gazetteer.goesOn) }
        continue
      }
      runLength = 0
      if words > 0 { _ = made.slot(of: key, flags: Gazetteer.goesOn) }
      key = NameHash.sequence(key, word.hash)
      if words < 8 {
        let bit = UInt8(1) << UInt8(words)
        if word.shape.contains(.capital) { capitals |= bit }
        let isShort = word.length <= 4 && word.shape.contains(.allCapitals)
        if isShort || word.shape.contains(.dotted) { strict |= bit }
      }
      if words == 0, !word.shape.contains(.capital), unsafe text[word.start] < 0x80 {
        let second = unsafe word.start + 1 < text.count ? text[word.start + 1] : 0
        unsafe made.lowerCaseStarts[
          Gazetteer.lowerCaseSlot(text[word.start], second, word.end - word.start)] = true
      }
      words += 1
      lastHash = word.hash
      if isPersonal { unsafe addPersonWord(word, text, after: firstPersonWord) }
    }
    guard words > 0 else { return }
    if words == 1, !hasArabic, made.actors[actor].kind == .state, kind != .metonym, kind != .title {
      made.countryWords[made.actors[actor].country, default: []].append(lastHash)
    }
    let slot = made.slot(of: key)
    made.entries.append(
      .init(
        actor: Int32(actor), next: made.names[slot: slot], since: Int32(since ?? 0),
        until: Int32(until ?? 9999_12_31), kind: kind, capitals: capitals, strict: strict,
        needsArticle: hasArticle && words == 1 && kind != .title && made.actors[actor].kind != .state))
    made.names[slot: slot] = Int32(made.entries.count - 1)
    if hasArabic {
      made.actors[actor].isTransliterated = true
      made.nameParts.removeLast(made.nameParts.count - firstPersonWord)
    } else if isPersonal {
      addPersonName(actor: actor, first: firstPersonWord)
    }
  }

  /// Adds an office that a person holds in an organisation.
  public mutating func addRole(
    person: Int, organisation: Int, title: UnsafeBufferPointer<UInt8>, since: Int? = nil, until: Int? = nil
  ) {
    var position = 0
    var office = OfficeKey()
    while let word = unsafe made.folding.nextWord(title, from: &position, to: title.count) {
      office.add(word.hash)
    }
    guard office.words > 0 else { return }
    office = office.canonical
    let index = Int32(made.roles.count)
    made.roles.append(
      .init(
        person: Int32(person), organisation: Int32(organisation), office: office, since: Int32(since ?? 0),
        until: Int32(until ?? 9999_12_31), nextOfPerson: made.actors[person].firstRole,
        nextOfOffice: made.offices[office.value] ?? -1))
    made.actors[person].firstRole = index
    made.offices[office.value] = index
  }

  /// The gazetteer of all that was added.
  public consuming func build() -> Gazetteer {
    addSurnames()
    return made
  }

  private static let the = NameHash.of("the")

  private static func goesOn(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    position + 1 < text.count
  }

  private mutating func addArabicHead(_ word: NameWord, _ text: UnsafeBufferPointer<UInt8>) {
    _ = made.arabicHeads.slot(of: word.head)
  }

  private mutating func addPersonWord(
    _ word: NameWord, _ text: UnsafeBufferPointer<UInt8>, after first: Int
  ) {
    let kind = kinds[word.hash]
    if made.nameParts.count == first {
      if kind.hasAny([.honorific, .rank]), !kind.contains(.surname) { return }
    } else if kind.contains(.particle) {
      return
    }
    let start = made.letters.count
    unsafe made.folding.appendLetters(text, word.start..<word.end, to: &made.letters)
    made.nameParts.append(
      .init(hash: word.hash, start: Int32(start), count: Int32(made.letters.count - start)))
  }

  private mutating func addPersonName(actor: Int, first: Int) {
    let count = made.nameParts.count - first
    guard count > 0 else { return }
    let index = Int32(made.personNames.count)
    made.personNames.append(.init(actor: Int32(actor), first: Int32(first), count: Int32(count)))
    if lastNameOfPerson[actor] < 0 {
      made.firstNameOfPerson[actor] = index
    } else {
      made.personNames[Int(lastNameOfPerson[actor])].nextOfPerson = index
    }
    lastNameOfPerson[actor] = index
  }

  private mutating func addSurnames() {
    made.surnames = NameTable(capacity: made.personNames.count)
    for index in made.personNames.indices {
      let name = made.personNames[index]
      let last = Int(name.first + name.count - 1)
      let slot = made.surnames.slot(of: made.nameParts[last].hash)
      made.personNames[index].nextOfSurname = made.surnames[slot: slot]
      made.surnames[slot: slot] = Int32(index)
      if made.actors[Int(name.actor)].isTransliterated, made.actors[Int(name.actor)].country.writesArabic {
        addSkeletons(of: index, name: name)
      }
    }
  }

  private mutating func addSkeletons(of index: Int, name: Gazetteer.PersonName) {
    let last = Int(name.first + name.count - 1)
    let word = made.personWord(last)
    if word.isTelling { addSkeleton(word.skeleton, index, words: 1) }
    guard name.count > 1 else { return }
    let start = Int(made.nameParts[last - 1].start)
    let end = Int(made.nameParts[last].start + made.nameParts[last].count)
    let key = unsafe made.letters.withUnsafeBufferPointer {
      unsafe SkeletonKey(UnsafeBufferPointer(rebasing: $0[start..<end]))
    }
    if key.isTelling { addSkeleton(key.hash, index, words: 2) }
  }

  private mutating func addSkeleton(_ key: UInt64, _ name: Int, words: Int32) {
    let slot = made.skeletons.slot(of: key)
    made.skeletonEntries.append((Int32(name), words, made.skeletons[slot: slot]))
    made.skeletons[slot: slot] = Int32(made.skeletonEntries.count - 1)
  }
}
