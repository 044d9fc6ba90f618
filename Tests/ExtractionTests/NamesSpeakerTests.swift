// Who speaks: by name, by office and date, by pronoun, by what the text said before.
import Testing

@testable import Extraction

@Suite struct NamesSpeakerTests {
  @Test func theFullestNameStandsForTheSurname() {
    #expect(
      NamesWorld.speakers("Dr. Mona Keshtkar, a botanist, came. “Rain,” [Keshtkar] said.") == [
        "?Mona Keshtkar"
      ])
    #expect(NamesWorld.speakers("“Rain,” said [Minister Zarif]. Mohammad Javad Zarif left.") == ["zarif"])
    #expect(
      NamesWorld.speakers(
        "[Leader of the Islamic Revolution Ayatollah Seyyed Ali Khamenei] said: “Rain.”") == ["khamenei"])
  }

  @Test func particlesWithinNames() {
    #expect(
      NamesWorld.speakers(
        "Harbour Minister Omar al-Dalvand came. “Rain,” [al-Dalvand] said. “Snow,” [the minister] said.")
        == ["?Omar al-Dalvand", "?Omar al-Dalvand"])
  }

  @Test func twoOfOneSurname() {
    let text = "Mona Keshtkar and Peyman Keshtkar farm. They grow rice. It is dry. It is hot. Nobody swims. "
    #expect(NamesWorld.speakers(text + "“Rain,” [Keshtkar] said.") == ["?Keshtkar"])
    #expect(
      NamesWorld.speakers(text + "Peyman Keshtkar sighed. “Rain,” [Keshtkar] said.") == ["?Peyman Keshtkar"])
    #expect(
      NamesWorld.speakers(
        "Mohammad Bagheri and Ali Bagheri Kani met. It was late. It was dark. Nobody ate. “Rain,” [Bagheri] said."
      )
        == ["general-bagheri|bagheri-kani"])
  }

  @Test func aNameThatTheTextGivesToAnother() {
    // Known by the surname alone, but here it is somebody else's.
    #expect(NamesWorld.speakers("Mona Rouhani bakes bread. “Rain,” [Rouhani] said.") == ["?Mona Rouhani"])
    #expect(
      NamesWorld.speakers(
        "Hassan Rouhani met Mona Rouhani. It was dark. It was late. “Rain,” [Mrs. Rouhani] said.")
        == ["?Mona Rouhani"])
  }

  @Test func bodiesWithoutAnEntry() {
    #expect(NamesWorld.speakers("[The National Kite Federation] said so.") == ["?National Kite Federation"])
    #expect(NamesWorld.speakers("[Legal Committee spokesman Pirouz Dalvand] said so.") == ["?Pirouz Dalvand"])
    #expect(NamesWorld.speakers("[the IRGC statement] said so.") == ["-"])
  }

  @Test func whoDependsOnAnotherIsNotHim() {
    #expect(NamesWorld.speakers("[an adviser to Ali Khamenei] said so.") == ["-"])
    #expect(NamesWorld.speakers("[Trump’s lawyer] said so.") == ["-"])
    #expect(NamesWorld.speakers("[the Trump campaign] said so.") == ["-"])
    #expect(
      NamesWorld.speakers("[Pirouz Dalvand, an adviser to the Leader,] said so.") == ["?Pirouz Dalvand"])
  }

  @Test func pronouns() {
    #expect(
      NamesWorld.speakers(
        "“Rain,” [Hassan Rouhani] said. “Snow,” [he] added. Trees fell. [He] said it was cold.")
        == ["rouhani", "rouhani", "rouhani"])
    #expect(
      NamesWorld.speakers("Mrs. Dara Vesely met Donald Trump. “Rain,” [she] said. “Snow,” [he] said.")
        == ["?Dara Vesely", "trump"])
    #expect(NamesWorld.speakers("It snowed. “Rain,” [he] said.") == ["-"])
    #expect(
      NamesWorld.speakers("Rouhani told Trump that winters pass. [He] added that summers do.") == ["rouhani"])
    #expect(
      NamesWorld.speakers("The prize went to Pirouz Dalvand, [who] said he was glad.") == ["?Pirouz Dalvand"])
  }

  @Test func officesByWhatTheTextSaid() {
    #expect(
      NamesWorld.speakers("Pirouz Dalvand, the harbour chief, came. “Rain,” [the harbour chief] said.")
        == ["?Pirouz Dalvand"])
    #expect(
      NamesWorld.speakers("Spokeswoman Dara Vesely smiled. “Rain,” [the spokeswoman] said.") == [
        "?Dara Vesely"
      ])
    #expect(
      NamesWorld.speakers("“Rain,” [Pirouz Dalvand] said. “Snow,” [the official] added.").last
        == "?Pirouz Dalvand")
    #expect(NamesWorld.speakers("“Rain,” said [a source]. [Officials] agreed.") == ["-", "-"])
  }

  @Test(arguments: [
    ("the president", "raisi"), ("the Iranian president", "raisi"), ("President", "raisi"),
    ("the U.S. president", "-"), ("the Leader", "khamenei"), ("The Supreme Leader", "khamenei"),
    ("the Leader of the Islamic Revolution", "khamenei"), ("the leader", "-"), ("the Hezbollah leader", "-"),
    ("the IRGC chief", "general-bagheri"), ("Tehran", "tehran"), ("the White House", "white-house"),
    ("the Foreign Ministry", "mfa"), ("Iran’s Foreign Ministry", "mfa"), ("Iranians", "-"),
    ("the Iranian", "-"),
    ("a deputy foreign minister", "-"), ("the former president", "-"),
  ])
  func officesByDateAndCountry(speaker: String, key: String) {
    #expect(NamesWorld.speakers("Iran waited. “Rain,” [\(speaker)] said.") == [key])
  }

  @Test(arguments: [
    ("the Iranian foreign minister", 2019_01_01, "zarif"), ("Iran’s FM", 2019_01_01, "zarif"),
    ("the minister of foreign affairs", 2025_01_01, "araghchi"),
    ("Iran’s top diplomat", 2025_01_01, "araghchi"),
    ("the US secretary of state", 2025_06_01, "rubio"), ("the American top diplomat", 2025_06_01, "rubio"),
    ("the American president", 2019_01_01, "trump"), ("the president", 1999_01_01, "-"),
  ])
  func waysToSayAnOffice(speaker: String, day: Int, key: String) {
    let context = DocumentContext(days: DayRange(earliest: day, latest: day), country: CountryCode("IR"))
    #expect(NamesWorld.speakers("“Rain,” [\(speaker)] said.", context) == [key])
  }

  @Test func anotherCountrysHolderIsNotPassedOver() {
    let context = DocumentContext(
      days: DayRange(earliest: 2019_05_01, latest: 2019_05_01), country: CountryCode("IR"))
    // He spoke: he is meant.
    #expect(
      NamesWorld.speakers("“Rain,” [Trump] said. “Snow,” [the president] said.", context).last == "trump")
    // He is only named: it may be the one of the text's own country.
    let text = "A hat was made for Trump. It is red. It is wide. It is new. It is dear. It is odd. It fits. "
    #expect(NamesWorld.speakers(text + "“Snow,” [the president] said.", context) == ["rouhani|trump"])
    #expect(NamesWorld.speakers(text + "Rouhani left. “Snow,” [the president] said.", context) == ["rouhani"])
  }

  @Test func withoutADateAllWhoFit() {
    let context = DocumentContext(country: CountryCode("IR"))
    #expect(NamesWorld.speakers("“Rain,” [the president] said.", context) == ["raisi|rouhani"])
    #expect(
      NamesWorld.speakers("Ebrahim Raisi left. It rained. “Rain,” [the president] said.", context) == [
        "raisi"
      ])
    #expect(NamesWorld.speakers("“Rain,” [the president] said.", DocumentContext()) == ["-"])
  }

  @Test func persianAndArabic() {
    let after2025 = DocumentContext(days: DayRange(earliest: 2025_01_01, latest: 2025_12_31))
    #expect(
      NamesWorld.speakers("[رهبر انقلاب] گفت: «باران». [وی] افزود: «برف».") == ["khamenei", "khamenei"])
    #expect(NamesWorld.speakers("[عباس عراقچی] گفت: «باران».") == ["araghchi"])
    #expect(NamesWorld.speakers("[رئیس‌جمهور] گفت: «باران».") == ["raisi"])
    #expect(NamesWorld.speakers("[دکتر پیروز دالوند] گفت: «باران».") == ["?پیروز دالوند"])
    #expect(NamesWorld.speakers("[یک منبع] گفت: «باران».") == ["-"])
    #expect(NamesWorld.speakers("وأكد [وزير الخارجية الإيراني]: «مطر».", after2025) == ["araghchi"])
  }

  @Test func unknownSpeakersAreOneAcrossSpellings() {
    var unknown = UnknownSpeakers(NamesWorld.gazetteer)
    let kholghi = unknown.number(of: "Monir Kholghi")
    #expect(unknown.number(of: "Monir Kholqi") == kholghi)
    #expect(unknown.number(of: "M. Kholghi") == kholghi)
    #expect(unknown.number(of: "Kholghi") != kholghi)
    #expect(unknown.number(of: "Karim Kholghi") != kholghi)
    #expect(unknown.number(of: "Monir Karami") != kholghi)
    let federation = unknown.number(of: "Iranian Kite Federation")
    #expect(unknown.number(of: "Kite Federation") != federation)
    #expect(unknown.number(of: "Iranian kite federation") == federation)
    // Two full names fit the initial now: neither is guessed.
    let mina = unknown.number(of: "Mina Kholghi")
    #expect(unknown.number(of: "M Kholghi") != kholghi)
    #expect(unknown.number(of: "M Kholghi") != mina)
    #expect(unknown.number(of: "منیر خلقی") == unknown.number(of: "منير خلقي"))
  }
}
