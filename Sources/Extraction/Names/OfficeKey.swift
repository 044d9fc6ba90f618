// One key for the ways to say an office: "foreign minister", "FM", "minister of foreign affairs", "top diplomat".
// Unsafe: the bytes are those of a tuple, looked at within the closure, by an index below its size.

/// The words of an office without order: "SpeakerIdentity of Parliament" and "Majlis speaker" have the same.
struct OfficeKey: Hashable, Sendable {
  private(set) var value: UInt64 = 0
  private(set) var words = 0

  /// Adds a folded word by its hash; words that say nothing, and words that are there, change nothing.
  mutating func add(_ hash: UInt64) {
    guard let (index, _) = OfficeKey.special.find(hash) else { return insert(hash) }
    if index == OfficeKey.silent { return }
    for word in OfficeKey.synonyms[Int(index)] { insert(word) }
  }

  private var members: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0, 0, 0, 0, 0, 0, 0, 0
  )

  init() {}

  init(_ phrase: String) {
    for word in phrase.utf8.split(separator: 0x20) { add(NameHash.of(word)) }
  }

  private mutating func insert(_ word: UInt64) {
    if contains(word) { return }
    unsafe withUnsafeMutableBytes(of: &members) { raw in
      let list = unsafe raw.bindMemory(to: UInt64.self)
      if words < list.count { unsafe list[words] = word }
    }
    words += 1
    value = value &+ NameHash.sequence(0, word)
  }

  private func contains(_ word: UInt64) -> Bool {
    unsafe withUnsafeBytes(of: members) { raw in
      unsafe raw.bindMemory(to: UInt64.self).prefix(words).contains(word)
    }
  }

  /// Whether every word of the other office is one of this.
  func includes(_ other: OfficeKey) -> Bool {
    unsafe other.words > 0 && other.words <= words
      && withUnsafeBytes(of: other.members) { raw in
        unsafe raw.bindMemory(to: UInt64.self).prefix(other.words).allSatisfy { contains($0) }
      }
  }

  /// Whether a noun of offices, as ``head(_:)`` has it, is one of the words.
  func has(head: UInt64) -> Bool { contains(head) }

  /// A noun of offices as keys have it: chief and director are head, spokesman is spokesperson.
  static func head(_ hash: UInt64) -> UInt64 {
    guard let (index, _) = special.find(hash), index != silent else { return hash }
    return synonyms[Int(index)].last ?? hash
  }

  func has(_ word: StaticString) -> Bool { contains(NameHash.of(word)) }

  /// The office that these words are another way to say.
  var canonical: OfficeKey { OfficeKey.aliases[value] ?? self }

  /// Whether the office is the first of its body, whatever it is called there: the one that "IRGC chief" means.
  var isTop: Bool { hasAny(Self.topWords) && !hasAny(Self.otherWords) }

  /// Whether the words say no more than that: chief, director, commander-in-chief.
  var saysTop: Bool {
    let top = Self.topWords
    return unsafe words > 0
      && withUnsafeBytes(of: members) { raw in
        unsafe raw.bindMemory(to: UInt64.self).prefix(words).allSatisfy { top.contains($0) }
      }
  }

  private func hasAny(_ set: Set<UInt64>) -> Bool {
    unsafe withUnsafeBytes(of: members) { raw in
      unsafe raw.bindMemory(to: UInt64.self).prefix(words).contains { set.contains($0) }
    }
  }

  static func == (left: OfficeKey, right: OfficeKey) -> Bool { left.value == right.value }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }

  static let leader = OfficeKey("supreme leader")
  static let president = OfficeKey("president")
  static let foreignMinister = OfficeKey("foreign minister")
  static let secretaryOfState = OfficeKey("secretary state")
  static let vicePresident = OfficeKey("vice president")
  static let firstVicePresident = OfficeKey("first vice president")

  private static let silentWords: Set<UInt64> = hashes(
    """
    of the for to at in on and affairs a an his her its their our my this that s country nation new current incumbent \
    de grand general's islamic mr mrs ms dr ayatollah also then recently further now again meanwhile still later
    """)

  private static let topWords: Set<UInt64> = hashes(
    "head commander secretary general president governor leader")
  private static let otherWords: Set<UInt64> = hashes(
    "spokesperson vice deputy ambassador advisor press staff")

  /// Words that are not taken as they stand: ``silent``, or an index into ``synonyms``.
  private static let special = tables.special
  private static let synonyms = tables.synonyms
  private static let silent: Int32 = 1 << 30

  private static let tables: (special: NameTable, synonyms: [[UInt64]]) = {
    var special = NameTable(capacity: 256)
    var synonyms: [[UInt64]] = []
    for line in [
      "minister ministers minister's", "prime+minister premier pm", "foreign+minister fm",
      "defense defence", "spokesperson spokesman spokeswoman spokespersons", "head chiefs",
      "parliament majlis knesset duma parliamentary",
      "head chief chairman chairwoman chairperson chair director boss",
      "advisor adviser", "organization organisation", "program programme", "labor labour",
      "ambassador envoy", "united+nations un", "united+states us",
      "supreme+national+security+council snsc", "senator sen", "governor gov", "general gen", "admiral adm",
      "mp lawmaker parliamentarian legislator mps", "representative rep congressman congresswoman",
      "atomic+energy+organization aeoi", "central+bank cbi",
      "secretary+general secretary-general", "oil petroleum", "revolution revolutionary",
    ] {
      let parts = line.utf8.split(separator: 0x20)
      let target = parts[0].split(separator: UInt8(ascii: "+")).map { NameHash.of($0) }
      for word in parts.dropFirst() {
        special[slot: special.slot(of: NameHash.of(word))] = Int32(synonyms.count)
      }
      synonyms.append(target)
    }
    for word in silentWords { special[slot: special.slot(of: word)] = silent }
    return (special, synonyms)
  }()

  private static let aliases: [UInt64: OfficeKey] = {
    var table: [UInt64: OfficeKey] = [:]
    for (office, ways) in [
      ("supreme leader", ["leader", "leader revolution", "supreme leader revolution", "leader republic"]),
      (
        "foreign minister",
        ["top diplomat", "head diplomat", "foreign secretary", "external minister", "senior-most diplomat"]
      ),
      ("parliament speaker", ["head parliament"]),
      ("speaker house representatives", ["house speaker"]),
      ("commander head", ["commander", "head commanding"]),
      ("commander head army", ["army head", "army commander"]),
      (
        "head general staff armed forces",
        [
          "head staff armed forces", "armed forces head", "military head", "top general", "head staff",
          "top military commander", "head general staff",
        ]
      ),
      ("head joint chiefs staff", ["head joint head staff", "head joint staff"]),
      ("head atomic energy organization", ["nuclear head", "head nuclear agency", "atomic head"]),
      (
        "head nuclear negotiator",
        ["head negotiator", "top negotiator", "lead negotiator", "top nuclear negotiator"]
      ),
      ("head justice", ["judiciary head", "head judicial branch"]),
      (
        "high representative foreign",
        ["foreign policy head", "high representative", "high representative foreign security policy"]
      ),
      (
        "ambassador united nations",
        ["permanent representative united nations", "representative united nations"]
      ),
      ("national security advisor", ["security advisor"]),
      ("secretary supreme national security council", ["security head", "top security official"]),
      ("spokesperson ministry foreign", ["foreign spokesperson"]),
      ("white house press secretary", ["white house spokesperson"]),
    ] as [(String, [String])] {
      let key = OfficeKey(office)
      for way in ways { table[OfficeKey(way).value] = key }
    }
    return table
  }()

  private static func hashes(_ list: String) -> Set<UInt64> {
    Set(list.utf8.split(separator: 0x20).map { NameHash.of($0) })
  }
}
