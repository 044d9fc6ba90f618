// Verbs, by what they can do for a report. How forms are written: see ``VerbForms``.

enum EnglishVerbs {
  static let lists: [(WordClasses, String)] = [
    (.strongCue, strong), (.weakCue, weak), (.coreCue, core), (.speechCue, speech), (.plainVerb, plain), (.causes, causing), (.names, naming),
  ]

  /// Can report words on their own.
  private static let strong = """
    acknowledge add admit+ advise agree allege announce answer argue ask assert assure bellow blog+ boast caution
    chant charge claim comment complain concede conclude confess confirm contend continue counter cry declare
    demand deny disclose email emphasize emphasise exclaim explain insist interject intone joke lament maintain
    mutter muse murmur note observe opine order plead pledge post predict proclaim promise pronounce quip+ recall recount
    reiterate remark remind repeat reply report respond retort retweet reveal say/said scream shoot/shot shout
    speak/spoke/spoken state stress suggest tell/told testify tweet underline underscore urge vow warn wonder
    write/wrote/written yell whisper
    elaborate grumble thunder deadpan+ fume
    """

  /// Report in some sentences only.
  private static let weak = """
    accuse address admonish applaud argue assail assess attack beg+ believe bemoan bill blame blast brand call
    caption challenge characterize characterise cheer chide cite compare condemn credit criticize criticise decry
    deem defend deliver denounce deplore deride describe discuss dismiss dub+ echo estimate exhort express extol+
    fear feature feel/felt find/found frame give/gave/given go/went/gone greet hail highlight hint hope imagine
    implore imply include indicate introduce invoke issue know/knew/known label lash laud laugh learn list make/made
    mention mock name offer outline paint point portray praise press publish propose question quote rail
    read/read rebuke rebut+ recommend refer+ reference reject release remember ridicule rip+ see/saw/seen
    show/showed/shown sign signal sing/sang/sung slam+ sum+ summarize support tag+ take/took/taken talk term thank
    think/thought threaten title tout voice weigh gush rant rave scoff sneer snap+ tease vent
    """

  /// Govern a clause with what was said, most of the times they are used.
  private static let core = """
    acknowledge add admit+ allege announce argue ask assert assure claim concede conclude confirm contend declare
    deny explain insist maintain note observe predict promise recall reiterate remark reply report respond reveal
    say/said state stress suggest tell/told testify tweet vow warn write/wrote/written
    """

  /// Verbs of speech in the narrow sense.
  private static let speech = """
    acknowledge add admit+ allege announce argue ask assert assure caution claim complain concede conclude confirm
    contend declare deny emphasize emphasise explain insist maintain note observe pledge point predict promise
    quip+ recall reiterate remark remind reply report respond reveal say/said state stress suggest tell/told
    testify tweet underline urge vow warn write/wrote/written
    """

  /// Give names or titles.
  private static let naming = "call title dub+ label name headline entitle caption tag+"

  /// Make somebody do or say something.
  private static let causing = "lead/led ask tell/told push prompt force cause allow urge get/got want encourage invite press help enable order"

  /// Report nothing, but are verbs: where one stands, a subject has ended.
  private static let plain = """
    appear arrive become/became/become begin/began/begun bring/brought broke/broke buy/bought build/built carry
    catch/caught choose/chose/chosen come/came/come cut/cut draw/drew/drawn fall/fell/fallen fight/fought
    follow get/got/gotten grow/grew/grown happen hear/heard hold/held keep/kept lay/laid lead/led leave/left
    lose/lost mean/meant meet/met pay/paid put/put receive remain run/ran/run seek/sought seem send/sent set/set
    sell/sold sit/sat spend/spent stand/stood start stop+ teach/taught throw/threw/thrown try turn visit want
    win/won
    """
}
