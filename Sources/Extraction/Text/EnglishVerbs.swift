// Verbs, by what they can do for a report. How forms are written: see ``VerbForms``.

enum EnglishVerbs {
  static let lists: [(WordClasses, String)] = [
    (.strongCue, strong), (.weakCue, weak), (.coreCue, core), (.speechCue, speech), (.plainVerb, plain),
    (.causes, causing), (.attitude, attitudes), (.promises, promising), (.addresses, addressing),
    (.names, naming), (.perceives, perceiving), (.reportsObject, objects),
  ]

  /// Can report words on their own.
  private static let strong = """
    acknowledge add admit+ advise affirm agree allege announce answer argue ask assert assure attest aver+ bellow blog+ boast caution
    chant charge chime claim comment complain concede conclude concur+ confess confide confirm contend continue counter cry declare
    demand deny disclose email emphasize emphasise exclaim explain insist interject interrupt intone joke lament maintain
    mutter muse murmur note observe opine order plead pledge post predict proclaim promise pronounce quip+ recall recount
    reiterate remark remind repeat reply report respond retort retweet reveal say/said scream shoot/shot shout
    speak/spoke/spoken specify speculate state stress suggest tell/told testify tweet underline underscore urge vow warn wonder
    write/wrote/written yell whisper
    elaborate enthuse exhort gripe reckon reflect relate reassure roar scold shrug+ snark+ stammer swear/swore/sworn theorize trumpet utter whine grumble thunder deadpan+ fume
    """

  /// Report in some sentences only.
  private static let weak = """
    accuse address admonish anticipate applaud argue assume decide determine doubt figure guess realize recognize recognise rule
    suspect worry advocate articulate commend congratulate detail disparage equate insinuate justify liken oppose
    ponder preach repudiate restate skewer trash venture
    assail assess attack begin/began/begun beg+ believe bemoan bill blame blast brand call
    caption challenge characterize characterise cheer chide cite compare condemn credit criticize criticise decry
    deem defend deliver denounce deplore deride describe discuss dismiss dub+ echo estimate exhort express extol+
    fear feature feel/felt find/found frame give/gave/given go/went/gone greet hail highlight hint hope imagine
    implore imply include indicate introduce invoke issue know/knew/known label lash laud laugh learn list make/made
    mention mock name offer outline paint point portray praise press publish propose question quote rail
    read/read rebuke rebut+ recommend refer+ reference reject release remember ridicule recite refute rip+ see/saw/seen
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
    testify tweet underline urge vow warn write/wrote/written joke boast speculate assert lament
    """

  /// Verbs of speech with a noun phrase for what was said: criticized the plan.
  private static let objects = """
    accuse announce call criticize criticise describe mention point praise
    acknowledge blame condemn declare denounce deny predict promise suggest urge
    """

  /// Give names or titles.
  private static let naming = "call title dub+ label name headline entitle caption tag+"

  /// See or hear somebody say something.
  private static let perceiving =
    "see/saw/seen hear/heard watch remember recall remind imagine catch/caught show/showed/shown picture quote"

  /// Have an infinitive for what was said: promised to come.
  private static let promising = "promise vow pledge threaten swear/swore/sworn ask claim demand agree"

  /// Name the hearer before what was said: warned them that.
  private static let addressing = "tell/told ask remind assure reassure inform warn notify advise"

  /// Say what somebody thinks.
  private static let attitudes =
    "believe feel/felt find/found hope fear know/knew/known think/thought see/saw/seen consider want expect"

  /// Make somebody do or say something.
  private static let causing =
    "lead/led ask tell/told push prompt force cause allow urge get/got want encourage invite press help enable order"

  /// Report nothing, but are verbs: where one stands, a subject has ended.
  private static let plain = """
    accept achieve act affect afford aim allow appeal appear apply appoint approach approve arrange arrest arrive ask
    attend avoid back ban+ bear/bore/borne beat/beat/beaten become/became/become begin/began/begun belong benefit bet+
    bind/bound block blow/blew/blown break/broke/broken bring/brought build/built burn buy/bought broadcast/broadcast burst/burst campaign carry
    cast/cast catch/caught cause change check choose/chose/chosen claim clash clear climb close collect combine come/came/come
    commit+ complete concern conduct connect consider consist contain contribute control convince cost/cost count cover
    create cross cut/cut damage deal/dealt decide declare decline defeat demonstrate depend deserve destroy determine
    develop die differ disagree disappear discover distribute do draw/drew/drawn dream drive/drove/driven drop+
    earn eat/ate/eaten elect embrace emerge employ enable encourage end endorse engage enjoy ensure enter establish
    examine exist expand expect experience explore face fail fall/fell/fallen favor fight/fought fill finish fire fit+
    flee/fled fly/flew/flown focus follow force forget/forgot/forgotten forward found fuel fund gain gather
    generate get/got/gotten grab+ grow/grew/grown guide handle hang/hung happen hate head hear/heard help hide/hid/hidden
    hire hit/hit hold/held hurt/hurt identify ignore improve increase influence inherit insult intend invest
    investigate invite involve join judge jump justify keep/kept kick kill knock lack land last launch lay/laid lead/led
    lean leap learn leave/left lend/lent let/let lie lift like limit link live look lose/lost love lower maintain manage
    march matter mean/meant meet/met miss mount move need negotiate nominate notice obtain occupy occur open operate
    oppose organize outline overcome/overcame/overcome owe own participate pass pay/paid perform persuade pick place plan+
    play poll possess postpone pour pray prefer+ prepare present preserve prevent produce prosecute prosper protect
    protest prove provide pull punish quit/quit purchase pursue push put/put qualify raise rally range rank reach react realize
    receive recognize reduce refuse regard register regret+ rely remain remove rent replace represent require rescue
    resemble resign resist resolve respect rest restore result retain retire retreat return reverse ride/rode/ridden
    rise/rose/risen rule run/ran/run rush save scare schedule seek/sought seem select sell/sold send/sent serve set/set
    settle shake/shook/shaken shape share shift shut/shut sink/sank/sunk sit/sat skip+ sleep/slept slip+ solve sound
    spark spend/spent split/split spread/spread stand/stood stare start stay steal/stole/stolen step+ stick/stuck stop+
    strengthen strike/struck strive/strove struggle submit+ succeed sue suffer surprise surrender surround survive suspect
    suspend sustain sweep/swept swing/swung switch teach/taught tend test tie touch trade train transform travel treat
    trigger trust try turn understand/understood unveil use value vary vie violate visit vote wage wait walk want warm
    warrant waste watch wear/wore/worn welcome win/won wish withdraw/withdrew/withdrawn witness work worry
    """
}
