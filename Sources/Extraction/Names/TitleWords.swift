// Words before and beside names that are no part of them: honorifics, ranks, offices.

/// What a word says about the person named next to it.
struct TitleWord: OptionSet, Sendable {
  let rawValue: UInt16

  /// Mr., Ayatollah, Dr.: before a name, says nothing of an office.
  static let honorific = TitleWord(rawValue: 1)
  static let rank = TitleWord(rawValue: 2)
  /// President, minister, spokesman: can stand for the person.
  static let office = TitleWord(rawValue: 4)
  /// Foreign, deputy, national: part of an office's name before its noun.
  static let modifier = TitleWord(rawValue: 8)
  static let male = TitleWord(rawValue: 16)
  static let female = TitleWord(rawValue: 32)
  /// Also a surname: King, Judge, Major.
  static let surname = TitleWord(rawValue: 64)
  /// Former, late, ex: not in office.
  static let former = TitleWord(rawValue: 128)
  /// More than one person, or a person without a name: officials, sources, analyst.
  static let vague = TitleWord(rawValue: 256)
  /// Deputy, assistant, adviser: not the holder of the office named next.
  static let deputy = TitleWord(rawValue: 512)

  /// Those that stand before a name and end what went before.
  static let beforeNames: TitleWord = [.honorific, .rank, .office, .modifier, .former, .vague]
}

enum TitleWords {
  /// By the hash of the folded word.
  static let all: [UInt64: TitleWord] = {
    var words: [UInt64: TitleWord] = [:]
    func add(_ list: String, _ kind: TitleWord) {
      for word in list.utf8.split(separator: 0x20) { words[NameHash.of(word), default: []].insert(kind) }
    }
    add(
      """
      mr mrs ms miss mx dr prof professor doctor ayatollah ayatullah hojatoleslam hojjatoleslam hojatolislam \
      hojjatolislam hujjatulislam hojat hojjat oleslam imam seyyed seyed sayyed sayyid sayed sayid syed haj hajj haji \
      hajji sheikh shaikh shaykh sheik sir lord lady dame mullah mulla maulana mawlana martyr engineer hon honorable \
      honourable rev reverend father sister pope rabbi archbishop bishop cardinal patriarch prince princess king queen \
      emir sultan comrade saint his her holiness excellency highness majesty grand allameh
      """, .honorific)
    add("mr sir lord king prince sultan emir pope ayatollah hojatoleslam hojjatoleslam father his imam", .male)
    add("mrs ms miss lady dame queen princess sister her", .female)
    add(
      """
      general brigadier major colonel lieutenant admiral captain commander sergeant marshal gen brig col lt maj adm \
      capt rear commodore cmdr sgt corporal
      """, .rank)
    add(
      """
      president premier minister pm fm chancellor secretary speaker spokesman spokeswoman spokesperson chief head \
      leader chairman chairwoman chairperson chair director ambassador envoy representative rep rep. reps senator sen \
      congressman congresswoman governor gov mayor deputy adviser advisor aide negotiator diplomat commissioner \
      prosecutor justice judge mp lawmaker parliamentarian legislator commander chargé charge attache consul inspector \
      coordinator rapporteur administrator manager ceo founder coach captain editor author economist analyst expert \
      researcher scholar cleric scientist officer official undersecretary whip councillor councilor councilman \
      candidate nominee dean rector lawyer attorney activist journalist director-general secretary-general vice-president \
      counsel strategist pollster historian columnist correspondent student executive
      """, .office)
    add("spokeswoman chairwoman congresswoman actress businesswoman", .female)
    add("spokesman chairman congressman councilman businessman", .male)
    add(
      """
      foreign prime vice deputy assistant acting interim incumbent senior top supreme national security defense defence \
      interior intelligence economy finance energy oil petroleum trade commerce culture health education transport \
      agriculture labor labour communications information justice roads sports science state general chief first \
      second special permanent political legal parliamentary military presidential press nuclear high lead leading \
      central spiritual revolutionary democratic republican elect designate parliament majlis judiciary army navy air \
      ground forces police environment cabinet treasury white house department ministry council bank fellow
      """, .modifier)
    add("former ex late then previous one-time onetime retired outgoing past ousted", .former)
    add(
      """
      officials sources analysts experts critics supporters opponents protesters activists lawmakers leaders \
      ministers people others some many several ministers diplomats aides commanders politicians observers reporters \
      journalists scholars economists presidents spokesmen senators republicans democrats members representatives \
      authorities protestors witnesses participants
      """, .vague)
    add("deputy assistant adviser advisor aide vice undersecretary representative envoy", .deputy)
    add("king prince bishop pope dean judge major justice marshal shah khan rector abbot head chase lord", .surname)
    words[NameHash.of("chargé".utf8)] = nil
    return words
  }()

  /// Words that end the name of a body, not of a person: Ministry, Council, University.
  static let bodies: Set<UInt64> = set(
    """
    ministry council organization organisation agency university committee commission parliament majlis assembly party \
    association institute institution center centre company corporation corp inc ltd co group bank fund department office \
    court board union league federation foundation front movement army navy force forces guard guards corps police \
    bureau administration authority congress senate house news times post journal tribune daily television tv radio \
    network channel press website magazine newspaper embassy consulate club team society chamber college school hospital \
    museum academy service services airlines air airport street square avenue airlines industry industries treaty agreement accord \
    deal act law bill charter conference summit forum war revolution day week month year province city county district \
    region island sea gulf strait river mountain east west north south republic kingdom state states nations nation \
    program programme project plan initiative prize award cup games festival exhibition bloc alliance coalition \
    studios pictures records book quran bible constitution resolution protocol secretariat judiciary tower hotel
    """)

  static let months: Set<UInt64> = set(
    """
    january february march april may june july august september october november december monday tuesday wednesday \
    thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat \
    sun farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand ramadan muharram
    """)

  static let particles: Set<UInt64> = set(
    "al el bin ibn ben abu van von der den de da di du del della la le ul ur ud ol e oğlu zadeh st")

  private static func set(_ list: String) -> Set<UInt64> {
    Set(list.utf8.split(separator: 0x20).map { NameHash.of($0) })
  }
}
