// Known actors named in a text: in any spelling and script, and not where the words only look like names.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Testing

@testable import Extraction

@Suite struct NamesMentionTests {
  @Test func possessivesHyphensAndAbbreviations() {
    #expect(
      NamesWorld.mentions("Iran's envoy and Trump’s aide spoke on U.S. soil about Iran-US trade and the U.S.")
        == ["Iran=iran", "Trump=trump", "U.S.=us", "Iran=iran", "US=us", "U.S.=us"])
  }

  @Test func wordsThatOnlyLookLikeNames() {
    #expect(NamesWorld.mentions("They told us that we may roast a turkey; it may rain in May. May we?") == [])
    #expect(NamesWorld.mentions("TALK TO US BEFORE WE LEAVE") == [])
    #expect(NamesWorld.mentions("RUSSIA, US OPEN TALKS") == ["RUSSIA=russia", "US=us"])
  }

  @Test func namesOfPlacesThatPersonsBear() {
    #expect(NamesWorld.mentions("Jordan hosted the summit.") == ["Jordan=jordan"])
    #expect(NamesWorld.mentions("The striker Jordan Pickerel scored, and Michael Jordan watched.") == [])
    #expect(NamesWorld.mentions("Turkey said it would wait.") == ["Turkey=turkey"])
  }

  @Test func aSurnameNeedsAFullNameUnlessItIsKnown() {
    #expect(NamesWorld.mentions("Zarif left early.") == [])
    #expect(
      NamesWorld.mentions("Zarif left early. Mohammad Javad Zarif had a plane to catch.")
        == ["Zarif=zarif", "Mohammad Javad Zarif=zarif"])
    #expect(
      NamesWorld.mentions("Foreign Minister Zarif left early.", .init(country: CountryCode("IR")))
        == ["Zarif=zarif"])
    #expect(NamesWorld.mentions("Rouhani left early.") == ["Rouhani=rouhani"])
  }

  @Test func anotherGivenNameIsAnotherPerson() {
    #expect(NamesWorld.mentions("Mary Qasemi teaches chemistry. Qasemi likes it.") == [])
    #expect(NamesWorld.mentions("Melania Trump opened the fair.") == [])
    #expect(NamesWorld.mentions("Workers polished Trump Tower overnight.") == [])
    #expect(NamesWorld.mentions("President Donald J. Trump waved.") == ["Donald J. Trump=trump"])
    #expect(
      NamesWorld.mentions("Republican Marco Rubio waved to D. Trump.") == [
        "Marco Rubio=rubio", "D. Trump=trump",
      ])
    #expect(NamesWorld.mentions("E. Trump waved.") == [])
  }

  @Test(arguments: [
    "Araqchi", "Araghtchi", "Abbas Araqchi", "Amirabdollahian", "Amir Abdullahian",
    "Hussein Amir-Abdollahian",
    "Ghasemi", "Behrooz Ghassemi", "Raeisi", "Ibrahim Raisei", "Khameneʾi", "Khamenehi",
    "Mohamad Javad Zareef",
  ])
  func transliterations(name: String) {
    let known = NamesWorld.mentions("On Monday \(name) spoke in Iran.")
    #expect(known.count == 2 && known[0].hasPrefix(name + "="))
  }

  @Test func spellingsMeetOnlyForNamesFromArabicLetters() {
    // The same consonants and vowels, but an American, a bank and a word.
    #expect(NamesWorld.mentions("The bank Melli opened. A Raise is due, and Reese Ghosh came.") == [])
    #expect(NamesWorld.mentions("In the town of Qasemieh, near Iran, Araki paints.") == ["Iran=iran"])
    // A surname alone, in a text about somewhere else.
    #expect(NamesWorld.mentions("Raeisi won the race in Lisbon.") == [])
  }

  @Test func persianAndArabic() {
    #expect(
      NamesWorld.mentions("علی خامنه ای و علي خامنه‌ای و علی خامنهای") == [
        "علی خامنه ای=khamenei", "علي خامنه‌ای=khamenei", "علی خامنهای=khamenei",
      ])
    #expect(NamesWorld.mentions("وقال إن لإيران حقا") == ["إيران=iran"])
    #expect(
      NamesWorld.mentions("رهبر انقلاب در تهران گفت", NamesWorld.iran2022).first == "رهبر انقلاب=khamenei")
  }

  @Test func namesThatSeveralBear() {
    #expect(NamesWorld.mentions("Korea is cold.") == ["Korea=north-korea|south-korea"])
    #expect(NamesWorld.mentions("Bagheri spoke.") == ["Bagheri=general-bagheri|bagheri-kani"])
    #expect(NamesWorld.mentions("General Bagheri spoke.") == ["Bagheri=general-bagheri"])
    #expect(
      NamesWorld.mentions("Ali Bagheri Kani arrived. Bagheri smiled.")
        == ["Ali Bagheri Kani=bagheri-kani", "Bagheri=bagheri-kani"])
  }

  @Test func titlesAreNamesForATime() {
    let text = "In Tehran the Leader received the Iranian team."
    func context(_ day: Int) -> DocumentContext {
      DocumentContext(days: DayRange(earliest: day, latest: day))
    }
    #expect(NamesWorld.mentions(text, context(1985_03_01)).first == "Leader=khomeini")
    #expect(NamesWorld.mentions(text, context(1995_03_01)).first == "Leader=khamenei")
    // Without a date both may be meant, unless the text tells.
    #expect(NamesWorld.mentions(text).first == "Leader=khomeini|khamenei")
    #expect(NamesWorld.mentions(text + " The hall was built in 2011.").first == "Leader=khamenei")
    #expect(NamesWorld.mentions(text + " Ali Khamenei spoke of floods.").first == "Leader=khamenei")
  }

  @Test func otherLeadersAreNotTheLeader() {
    for text in [
      "Iran praised the Hezbollah Leader.", "Iran met Senate Majority Leader Chuck Vole.",
      "Iran wrote to North Korea’s Leader.", "Iran quoted the leader of the opposition.",
    ] {
      #expect(!NamesWorld.mentions(text, NamesWorld.iran2022).contains { $0.contains("khamenei") }, "\(text)")
    }
  }

  @Test func abbreviationsOfTheTextItself() {
    #expect(NamesWorld.mentions("DOE funds it.") == ["DOE=energy"])
    #expect(NamesWorld.mentions("The Directorate of Estuaries (DOE) shut. DOE staff left.") == [])
  }

  @Test func articlesAndCapitals() {
    #expect(NamesWorld.mentions("A bystander told the Observer.") == ["Observer=weekly"])
    #expect(NamesWorld.mentions("An Observer came.") == [])
    #expect(NamesWorld.mentions("Tehran denied it.") == ["Tehran=tehran"])
    #expect(NamesWorld.mentions("TEHRAN – It snowed in Tehran.") == [])
  }

  @Test func mentionsAreInOrderAndApart() {
    let text = "Iran, Trump, Rouhani and Russia; Raeisi, Hezbollah and Iran. Zarif! Mohammad Javad Zarif."
    var copy = text
    let ranges = copy.withUTF8 {
      unsafe NamesWorld.reader.read(text: $0, quotations: []).mentions.map(\.range)
    }
    #expect(ranges.count == 9)
    for (one, next) in zip(ranges, ranges.dropFirst()) { #expect(one.upperBound <= next.lowerBound) }
  }

  @Test func oneParagraphOfManyWindows() {
    let count = 8_000
    let text = String(repeating: "Iran met Omar Dalvand, ", count: count) + "and Trump left."
    let mentions = NamesWorld.mentions(text)
    #expect(mentions.count == count + 1)
    #expect(mentions.last == "Trump=trump")
  }

  @Test func bytesThatAreNoText() {
    let bytes: [UInt8] = [0xFF, 0xC3, 0x28, 0x49, 0x72, 0x61, 0x6E, 0x20, 0xE2, 0x80, 0xF0, 0x9F, 0x49]
    let ranges = unsafe bytes.withUnsafeBufferPointer {
      unsafe NamesWorld.reader.read(text: $0, quotations: []).mentions.map(\.range)
    }
    #expect(ranges.allSatisfy { $0.upperBound <= bytes.count })
    #expect(NamesWorld.mentions("") == [])
    #expect(NamesWorld.mentions("e" + String(repeating: "\u{301}", count: 10_000)) == [])
  }
}
