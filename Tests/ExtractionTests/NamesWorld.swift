// A small world for the tests of names: who is in it, and how to read a text with it.
// Unsafe: what is found is looked at within the closure that has the bytes.
import TextFolding

@testable import Extraction

/// A gazetteer of a few actors, and the keys by which tests call them.
struct NamesWorld: Sendable {
  private(set) var keys: [String] = []
  private var builder = GazetteerBuilder(folding: NamesWorld.folding)

  static let folding = Folding(pairs: [
    ("\u{64A}", "\u{6CC}"), ("\u{649}", "\u{6CC}"), ("\u{626}", "\u{6CC}"), ("\u{643}", "\u{6A9}"),
    ("\u{622}", "\u{627}"), ("\u{623}", "\u{627}"), ("\u{625}", "\u{627}"), ("\u{629}", "\u{647}"),
    ("\u{621}", ""), ("\u{64E}", ""), ("\u{651}", ""), ("\u{2BE}", ""), ("\u{2BF}", ""), ("\u{200C}", ""),
  ])

  @discardableResult
  mutating func actor(
    _ key: String, _ kind: ActorKind, _ country: String? = nil, _ names: [(String, NameKind)]
  ) -> Int {
    let index = builder.addActor(kind: kind, country: country.flatMap { CountryCode($0) })
    keys.append(key)
    for (name, kind) in names { self.name(index, name, kind) }
    return index
  }

  mutating func name(_ actor: Int, _ text: String, _ kind: NameKind, since: Int? = nil, until: Int? = nil) {
    var text = text
    text.withUTF8 { unsafe builder.addName(actor: actor, text: $0, kind: kind, since: since, until: until) }
  }

  mutating func role(_ person: String, _ title: String, of body: String, since: Int? = nil, until: Int? = nil)
  {
    var title = title
    let (person, body) = (number(person), number(body))
    title.withUTF8 {
      unsafe builder.addRole(person: person, organisation: body, title: $0, since: since, until: until)
    }
  }

  func number(_ key: String) -> Int { keys.firstIndex(of: key)! }

  func build() -> Gazetteer { builder.build() }

  /// States, capitals, bodies and persons of several countries.
  static let world: NamesWorld = {
    var world = NamesWorld()
    world.actor(
      "iran", .state, "IR",
      [
        ("Iran", .primary), ("Iranian", .demonym), ("Iranians", .demonym), ("ایران", .alias),
        ("إيران", .alias), ("إيراني", .demonym),
      ])
    world.actor(
      "us", .state, "US",
      [("United States", .primary), ("US", .abbreviation), ("U.S.", .abbreviation), ("American", .demonym)])
    world.actor("russia", .state, "RU", [("Russia", .primary), ("Russian", .demonym)])
    world.actor("jordan", .state, "JO", [("Jordan", .primary)])
    world.actor("turkey", .state, "TR", [("Turkey", .primary), ("Turkish", .demonym)])
    world.actor("north-korea", .state, "KP", [("North Korea", .primary), ("Korea", .alias)])
    world.actor("south-korea", .state, "KR", [("South Korea", .primary), ("Korea", .alias)])
    world.actor(
      "tehran", .government, "IR",
      [("Government of Iran", .primary), ("Tehran", .metonym), ("تهران", .metonym)])
    world.actor("white-house", .government, "US", [("White House", .alias)])
    world.actor("mfa", .organisation, "IR", [("Iranian Foreign Ministry", .primary)])
    world.actor(
      "irgc", .armedForce, "IR", [("Islamic Revolutionary Guard Corps", .primary), ("IRGC", .abbreviation)])
    world.actor("hezbollah", .organisation, "LB", [("Hezbollah", .primary)])
    world.actor("energy", .organisation, "US", [("Department of Energy", .primary), ("DOE", .abbreviation)])
    world.actor("weekly", .outlet, "GB", [("The Observer", .primary)])

    let khomeini = world.actor(
      "khomeini", .person, "IR", [("Ruhollah Khomeini", .primary), ("Khomeini", .alias), ("خمینی", .alias)])
    world.name(khomeini, "the Leader", .title, until: 1989_06_03)
    world.role("khomeini", "Supreme Leader", of: "iran", since: 1979_12_03, until: 1989_06_03)
    let khamenei = world.actor(
      "khamenei", .person, "IR",
      [
        ("Ali Khamenei", .primary), ("Khamenei", .alias), ("علی خامنه‌ای", .alias), ("خامنه‌ای", .alias),
        ("خامنئي", .alias),
      ])
    world.name(khamenei, "the Leader", .title, since: 1989_06_04)
    world.name(khamenei, "Leader of the Islamic Revolution", .title, since: 1989_06_04)
    world.name(khamenei, "رهبر انقلاب", .title, since: 1989_06_04)
    world.role("khamenei", "Supreme Leader", of: "iran", since: 1989_06_04)
    world.actor(
      "araghchi", .person, "IR",
      [("Abbas Araghchi", .primary), ("Araghchi", .alias), ("عراقچی", .alias), ("عباس عراقچی", .alias)])
    world.role("araghchi", "Minister of Foreign Affairs", of: "iran", since: 2024_08_21)
    world.actor("zarif", .person, "IR", [("Mohammad Javad Zarif", .primary), ("محمدجواد ظریف", .alias)])
    world.role("zarif", "Minister of Foreign Affairs", of: "iran", since: 2013_08_15, until: 2021_08_25)
    world.actor(
      "amir-abdollahian", .person, "IR",
      [("Hossein Amir-Abdollahian", .primary), ("Amir-Abdollahian", .alias), ("امیرعبداللهیان", .alias)])
    world.actor(
      "qasemi", .person, "IR", [("Behrouz Qasemi", .primary), ("Qasemi", .alias), ("بهروز قاسمی", .alias)])
    world.actor(
      "general-bagheri", .person, "IR",
      [("Mohammad Bagheri", .primary), ("Bagheri", .alias), ("محمد باقری", .alias)])
    world.role("general-bagheri", "Commander-in-Chief", of: "irgc", since: 2019_01_01)
    world.actor(
      "bagheri-kani", .person, "IR",
      [
        ("Ali Bagheri Kani", .primary), ("Bagheri Kani", .alias), ("Bagheri", .alias),
        ("علی باقری کنی", .alias),
      ])
    world.actor(
      "raisi", .person, "IR", [("Ebrahim Raisi", .primary), ("Raisi", .alias), ("ابراهیم رئیسی", .alias)])
    world.role("raisi", "President", of: "iran", since: 2021_08_03, until: 2024_05_19)
    world.actor(
      "rouhani", .person, "IR", [("Hassan Rouhani", .primary), ("Rouhani", .alias), ("حسن روحانی", .alias)])
    world.role("rouhani", "President", of: "iran", since: 2013_08_03, until: 2021_08_03)
    world.actor("trump", .person, "US", [("Donald Trump", .primary), ("Trump", .alias), ("ترامپ", .alias)])
    world.role("trump", "President", of: "us", since: 2017_01_20, until: 2021_01_20)
    world.actor("may", .person, "GB", [("Theresa May", .primary), ("May", .alias)])
    world.actor(
      "malley", .person, "US", [("Robert Malley", .primary), ("Malley", .alias), ("رابرت مالی", .alias)])
    world.actor("rubio", .person, "US", [("Marco Rubio", .primary), ("Rubio", .alias)])
    world.role("rubio", "Secretary of State", of: "us", since: 2025_01_21)
    world.actor("assad", .person, "SY", [("Bashar al-Assad", .primary), ("al-Assad", .alias)])
    return world
  }()

  static let gazetteer = world.build()
  static let reader = NameReader(gazetteer)

  // MARK: Reading

  static let iran2022 = DocumentContext(
    days: DayRange(earliest: 2022_05_01, latest: 2022_05_01), country: CountryCode("IR"))

  /// Each mention as `surface=key`, or `surface=key|key` where several fit.
  static func mentions(_ text: String, _ context: DocumentContext = DocumentContext()) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      let named = unsafe reader.read(text: bytes, quotations: [], context: context)
      return named.mentions.map { mention in
        let surface = unsafe String(decoding: bytes[mention.range], as: UTF8.self)
        return surface + "=" + named.actors(of: mention).map { world.keys[$0] }.joined(separator: "|")
      }
    }
  }

  /// Who the speakers are. In the text, each speaker as written stands in square brackets, which are taken out.
  static func speakers(_ marked: String, _ context: DocumentContext = iran2022) -> [String] {
    var bytes: [UInt8] = []
    var quotations: [Quotation] = []
    var start: Int?
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "["): start = bytes.count
      case UInt8(ascii: "]"):
        quotations.append(
          Quotation(kind: .direct, spans: [0..<1], speaker: start!..<bytes.count, confidence: 1, rule: "test")
        )
      default: bytes.append(byte)
      }
    }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe reader.read(text: bytes, quotations: quotations, context: context).speakers.map { speaker in
        switch speaker {
        case .actor(let actor): return world.keys[actor]
        case .candidates(let actors): return actors.map { world.keys[$0] }.joined(separator: "|")
        case .unknown(let name, let range):
          // The place is that of the name.
          return unsafe String(decoding: bytes[range], as: UTF8.self) == name ? "?\(name)" : "wrong place"
        case .none: return "-"
        }
      }
    }
  }
}
