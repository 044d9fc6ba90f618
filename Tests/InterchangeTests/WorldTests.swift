// The world that a new knowledge base knows: states, organisations, and who held which office when.
import Foundation
import Interchange
import KnowledgeBase
import Scratch
import Testing

@Suite struct WorldTests {
  let scratch = Scratch()
  let kb: KnowledgeBase

  init() throws {
    scratch.seeded()
    kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
  }

  /// The rows of a query as plain `sqlite3` gives them.
  private func rows(_ sql: String) -> [[String]] {
    let result = scratch.sqlite3("kb.sqlite", sql)
    #expect(result.errors == "")
    return result.lines.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The keys that an ambiguous name could mean.
  private func meant(by name: String) throws -> Set<String> {
    let folded = rows("select distinct actor_key from names where name = '\(name)' and kind <> 'demonym'")
    let error = #expect(throws: Failure.self) { try kb.actor(name) }
    #expect(error?.kind == .ambiguous)
    for row in folded { #expect(error?.description.contains(row[0]) == true) }
    return Set(folded.map { $0[0] })
  }

  // MARK: States

  /// ISO 3166-1 codes of the 193 members.
  static let members = """
    AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL \
    CN CO KM CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN \
    GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY \
    MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT \
    QA MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG \
    TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW
    """

  @Test func everyMemberOfTheUnitedNationsHasItsNames() {
    let codes = Set(Self.members.split(separator: " ").map(String.init))
    #expect(codes.count == 193)
    var kinds: [String: Set<String>] = [:]
    var states: [String: Set<String>] = [:]
    let named = """
      select country, key, names.kind, language, actors.kind from actors join names on actor_key = key
      where actors.kind = 'state' or key like 'government-of-%'
      """
    for row in rows(named) {
      kinds[row[0], default: []].insert(row[2] + " " + row[3])
      if row[4] == "state" { states[row[0], default: []].insert(row[1]) }
    }
    let wanted: Set = [
      "primary en", "demonym en", "demonym fa", "demonym ar", "metonym en", "metonym fa", "metonym ar",
      "alias fa", "alias ar",
    ]
    for code in codes {
      #expect(states[code]?.count == 1, "\(code)")
      #expect(wanted.subtracting(kinds[code] ?? []).isEmpty, "\(code)")
    }
    for other in ["palestine", "holy-see", "kosovo", "taiwan"] {
      #expect(rows("select kind from actors where key = '\(other)'") == [["state"]])
    }
  }

  @Test(arguments: [
    ("Lisbon", "portugal"), ("لیسبون", "portugal"), ("لشبونة", "portugal"), ("Kyiv", "ukraine"),
    ("UAE", "united-arab-emirates"), ("DPRK", "north-korea"), ("Türkiye", "turkey"), ("Burma", "myanmar"),
    ("Malé", "maldives"), ("انگلیس", "united-kingdom"), ("امارات", "united-arab-emirates"),
    // Where the holders of a state's offices are known too, its capital is its government.
    ("Tehran", "government-of-iran"), ("Washington", "government-of-united-states"),
    ("Moscow", "government-of-russia"), ("پکن", "government-of-china"),
    ("الرياض", "government-of-saudi-arabia"),
    ("Berlin", "government-of-germany"), ("Tel Aviv", "government-of-israel"),
    ("Paris", "government-of-france"), ("Downing Street", "government-of-united-kingdom"),
    // Organisations and outlets, in their scripts.
    ("سازمان ملل", "united-nations"), ("IAEA", "iaea"), ("الجامعة العربية", "arab-league"),
    ("داعش", "islamic-state"), ("أنصار الله", "ansar-allah"), ("Houthis", "ansar-allah"),
    ("New York Times", "new-york-times"), ("ایرنا", "irna"), ("رويترز", "reuters"),
    ("نیروی قدس", "quds-force"), ("Majlis", "islamic-consultative-assembly"),
    ("SNSC", "supreme-national-security-council"),
  ])
  func aNameMeansOne(_ name: String, _ key: String) throws { #expect(try kb.actor(name).key == key) }

  @Test func aStateAndItsGovernmentCountAsOne() throws {
    let events = try kb.events(EventQuery(with: ["Moscow"])).map(\.key)
    #expect(events.contains("jcpoa-concluded"))
    #expect(try events == kb.events(EventQuery(with: ["Russia"])).map(\.key))
    // The government of the U.S. state of Georgia is not that of the United States, nor of the country.
    #expect(try kb.events(EventQuery(with: ["georgia-us-state"])).isEmpty)
  }

  @Test func ambiguityStaysVisible() throws {
    #expect(try meant(by: "Georgia") == ["georgia", "georgia-us-state"])
    #expect(try meant(by: "Congo") == ["democratic-republic-of-the-congo", "republic-of-the-congo"])
    #expect(try meant(by: "Korea") == ["north-korea", "south-korea"])
    #expect(try meant(by: "Bagheri") == ["mohammad-bagheri", "ali-bagheri-kani"])
    #expect(try meant(by: "باقری") == ["mohammad-bagheri", "ali-bagheri-kani"])
    #expect(try meant(by: "Hosseini") == ["mohammad-ali-hosseini", "mohammad-hosseini"])
    #expect(
      try meant(by: "Larijani") == ["ali-larijani", "sadeq-larijani", "mohammad-javad-larijani"])
    #expect(try meant(by: "Bush") == ["george-h-w-bush", "george-w-bush"])
    #expect(try kb.actor("General Bagheri").key == "mohammad-bagheri")
    #expect(try kb.actor("Guinea").key == "guinea")
  }

  @Test func peoplesAreToldApart() {
    func states(_ demonym: String) -> [String] {
      rows("select actor_key from names where kind = 'demonym' and name = '\(demonym)' order by 1").map {
        $0[0]
      }
    }
    #expect(states("American") == ["united-states"])
    #expect(states("Dominican") == ["dominica", "dominican-republic"])
    #expect(states("Nigerian") == ["nigeria"])
    #expect(states("Nigerien") == ["niger"])
    #expect(states("Congolese") == ["democratic-republic-of-the-congo", "republic-of-the-congo"])
    #expect(states("Korean") == ["north-korea", "south-korea"])
    #expect(states("Georgian") == ["georgia", "georgia-us-state"])
  }

  // MARK: People and offices

  @Test(arguments: [
    ("abbas-araghchi", ["Araqchi", "Araghchi", "Abbas Araqchi", "Seyed Abbas Araghchi", "عراقچی", "عراقجي"]),
    ("mohammad-bagher-ghalibaf", ["Qalibaf", "Ghalibaf", "Mohammad Baqer Qalibaf", "قالیباف"]),
    ("ebrahim-raisi", ["Raisi", "Raeisi", "Ayatollah Raisi", "رئیسی", "إبراهيم رئيسي"]),
    ("esmaeil-baghaei", ["Baghaei", "Baqaei", "Esmail Baqaei", "بقائی", "بقایی"]),
    ("javad-zarif", ["Zarif", "Javad Zarif", "Mohammad Javad Zarif", "ظریف"]),
    ("ruhollah-khomeini", ["Khomeini", "Imam Khomeini", "the Imam", "امام خمینی", "الخميني"]),
    ("qasem-soleimani", ["Soleimani", "Qassem Soleimani", "حاج قاسم", "قاسم سليماني"]),
    ("trump", ["Trump", "ترامپ", "ترامب", "Donald J. Trump"]),
    ("mohammed-bin-salman", ["MBS", "Bin Salman", "بن‌سلمان", "محمد بن سلمان"]),
    ("khamenei", ["Ayatollah Seyyed Ali Khamenei", "Leader of the Islamic Revolution", "رهبر معظم انقلاب"]),
  ])
  func oneManInAllSpellings(_ key: String, _ names: [String]) throws {
    for name in names { #expect(try kb.actor(name).key == key, "\(name)") }
  }

  /// Who held an office in an organisation on a day, as anybody's SQL would ask.
  private func holder(_ title: String, _ organisation: String, _ day: Int) -> [String] {
    rows(
      """
      select person_key from roles where title = '\(title)' and organisation_key = '\(organisation)'
      and \(day) between earliest and latest
      """
    ).map { $0[0] }
  }

  @Test func officesByDate() {
    #expect(holder("Supreme Leader", "iran", 19_850_101) == ["ruhollah-khomeini"])
    #expect(holder("Supreme Leader", "iran", 19_900_101) == ["khamenei"])
    #expect(holder("Supreme Leader", "iran", 20_260_601) == ["mojtaba-khamenei"])
    #expect(holder("Commander-in-Chief of the IRGC", "irgc", 20_250_601) == ["hossein-salami"])
    #expect(holder("President", "iran", 20_150_714) == ["rouhani"])
    #expect(holder("Minister of Foreign Affairs", "iran", 20_150_714) == ["javad-zarif"])
    #expect(holder("Secretary of State", "united-states", 20_150_714) == ["john-kerry"])
    #expect(
      holder("High Representative for Foreign Affairs", "european-union", 20_150_714) == [
        "federica-mogherini"
      ])
    #expect(holder("President", "united-states", 20_180_508) == ["trump"])
    #expect(holder("Chancellor", "germany", 20_180_508) == ["angela-merkel"])
    #expect(holder("Director General", "iaea", 20_210_101) == ["rafael-grossi"])
    #expect(holder("Commander of the Quds Force", "quds-force", 20_190_101) == ["qasem-soleimani"])
    #expect(holder("Minister of Defence", "israel", 20_231_007) == ["yoav-gallant"])
    #expect(holder("King", "saudi-arabia", 20_100_101) == ["abdullah-of-saudi-arabia"])
  }

  @Test func theLeaderIsKhameneiFrom1989() throws {
    for name in ["the Leader", "Supreme Leader", "رهبر انقلاب"] {
      #expect(
        rows("select actor_key, since, until from names where name = '\(name)'")
          == [["khamenei", "1989-06-04", "2026-02-28"]])
      #expect(try kb.actor(name).key == "khamenei")
    }
    #expect(try kb.actor("Khamenei").key == "khamenei")
    #expect(try kb.actor("Mojtaba Khamenei").key == "mojtaba-khamenei")
  }

  /// Titles that several people bear at a time.
  static let shared: Set = ["Vice President|iran", "Deputy Minister of Foreign Affairs|iran"]

  @Test func noTwoHoldAnOfficeAtOnce() {
    var offices: [String: [(since: String, until: String, person: String)]] = [:]
    for row in rows(
      "select title, organisation_key, since, until, person from roles where organisation_key <> ''")
    {
      offices[row[0] + "|" + row[1], default: []].append((row[2], row[3], row[4]))
    }
    #expect(offices.count > 60)
    for (office, terms) in offices where !Self.shared.contains(office) {
      let terms = terms.sorted { ($0.since, $0.until) < ($1.since, $1.until) }
      for (term, next) in zip(terms, terms.dropFirst()) {
        #expect(!term.until.isEmpty, "\(office): \(term.person) never leaves, and \(next.person) follows")
        // A month or a year may be any day of it: only what cannot be in order is wrong.
        let end = term.until.trimmingCharacters(in: ["~"])
        let start = next.since.trimmingCharacters(in: ["~"])
        #expect(
          start >= end || end.hasPrefix(start), "\(office): \(term.person) until \(end), \(next.person)")
      }
    }
  }

  @Test func thePartiesToTheNuclearDealAreAllThere() {
    let parties = rows(
      "select actor_key from participants where event_key = 'jcpoa-concluded' and part = 'party'")
    #expect(
      Set(parties.map { $0[0] }) == [
        "iran", "united-states", "united-kingdom", "france", "germany", "russia", "china", "european-union",
      ])
  }

  // MARK: The dossiers

  @Test func namesAreInTheScriptOfTheirLanguage() {
    for row in rows("select language, name from names where language in ('en', 'fa', 'ar')") {
      let isArabic = row[1].unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }
      #expect(isArabic == (row[0] != "en"), "\(row)")
    }
  }

  @Test func eachActorIsDescribedOnce() throws {
    let seeds = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Seeds")
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: seeds.path) where name.hasSuffix(".yaml")
    {
      let text = try String(contentsOf: seeds.appendingPathComponent(name), encoding: .utf8)
      var section = ""
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        if !line.hasPrefix(" ") { section = String(line) }
        guard section == "actors:", line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":") else {
          continue
        }
        let key = String(line.dropFirst(2).dropLast())
        #expect(files[key] == nil, "\(key) is in \(files[key] ?? "") and \(name)")
        files[key] = name
      }
    }
    #expect(files.count > 1000)
    #expect(try Set(files.keys) == Set(kb.actors().map(\.key)))
  }
}
