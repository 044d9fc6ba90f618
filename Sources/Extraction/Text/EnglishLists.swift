// English words other than verbs, by what they do in a sentence.

extension EnglishWords {
  static let adverbs = """
    again all already also always angrily apparently back bluntly both bravely briefly clearly cheerfully even ever
    eventually explicitly famously far finally first flatly frankly further however furthermore here herself himself indeed
    likewise otherwise elsewhere afterward afterwards overall additionally specifically
    shortly similarly surprisingly unfortunately fortunately interestingly ironically importantly notably initially
    originally ultimately consequently currently separately obviously basically essentially literally
    instead itself just later long maybe meanwhile merely more moreover nearly never nevertheless nonetheless now
    often once only perhaps please previously probably publicly quickly quite rather really recently repeatedly
    reportedly simply since so sometimes somewhat soon still then themselves therefore though thus together tonight
    too twice very well yet
    """
  static let determiners = """
    a all an another any both each every few five four her his its many more most my no one other our several six
    some ten that the their these this those three two your
    """
  static let subordinators = """
    after although and as because before but if lest nor once or since so than that though unless until when
    whenever where whereas whether while yet
    """
  static let prepositions = """
    about above across after against alongside amid amidst among around as at before behind below beneath beside
    besides between beyond by concerning despite down during except for from in inside into like near of off on
    onto out outside over past per regarding since through throughout to toward towards under underneath unlike
    until up upon versus via with within without
    """
  static let months = """
    january february march april may june july august september october november december jan. feb. mar. apr. jun.
    jul. aug. sept. sep. oct. nov. dec.
    """
  static let timeWords = """
    afternoon april august day december evening february friday january july june march mon monday month morning
    night november october saturday september sunday thursday today tonight tue tuesday wednesday week weekend year
    yesterday tomorrow noon midnight past thurs fri wed earlier jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov.
    dec. mon. tues. wed. thurs. fri. sat. sun. days weeks months years hours minutes moments hour
    """
  /// Of the time words, those that are names of nothing in lower case.
  static let timeUnits = """
    afternoon day evening month morning night week weekend year noon midnight days weeks months years hours minutes
    moments hour
    """
  static let nounCues = """
    advice catchphrase credo dictum excuse maxim pitch punchline reaction rejoinder retort tagline taunt verdict
    chant chants cries phrase shouts slogans admission allegation announcement answer argument assertion assessment belief boast call charge claim comment
    comments complaint conclusion contention conviction criticism declaration denial description email emails
    explanation hashtag headline insistence letter memo mantra message motto note opinion plea pledge position post
    prediction promise proposal question quip quote refrain remark remarks reply report response rhetoric slogan
    speech statement statements suggestion testimony tweet tweets view vow warning word words
    """
  static let openers = """
    according after although amid appearing as asked at because before by citing contrary despite during even
    facing following for from given if in including like looking noting on once over pressed referring regardless
    responding saying since sitting speaking standing though through throughout to under unlike until upon using
    when whenever where whereas while with within without writing
    """
  static let occasions = """
    address ad appearance article blog briefing broadcast call clip column conference debate editorial email event
    facebook filing forum gathering hearing instagram interview letter memo meeting message news note op-ed phone
    podcast post press program rally release remarks report segment show speech statement testimony text tweet tweets
    twitter video visit
    """
  static let nounLikeVerbs = """
    addresses advocates answers blasts boasts brands challenges chants cheers credits details doubts echoes features
    figures frames gripes guesses hints laments laughs mentions murmurs rants rebukes recounts roars scoffs screams shouts
    shrugs sneers stresses trumpets urges whispers captions shoots teases ventures vents
    acts aims appeals approaches backs bans bears beats bets blocks blows breaks burns buys campaigns causes changes
    checks clashes climbs controls costs counts covers crosses cuts damages deals declines defeats designs dreams drives
    drops embraces ends experiences faces fails falls favors fights fires fits focuses forces funds gains guides heads
    helps hires hits holds hurts increases influences insults joins judges jumps kicks kills lands launches leads leans
    leaps leaves lies lifts likes limits links lives looks loses loves marches matters means moves needs notices opens
    outlines passes pays picks places plans plays polls poses presents produces protests pulls purchases pushes raises
    rallies ranges ranks reaches regards registers regrets rescues respects rests results retreats returns reverses
    rides rises rules runs rushes saves scares schedules sets shakes shapes shares shifts sits slips sounds sparks
    splits spreads stands stares starts stays steps sticks stops strikes struggles supports surprises suspects sweeps
    swings switches tests ties touches trades trains travels treats triggers trusts tries turns uses values visits votes
    wages waits walks warrants wastes watches welcomes wins wishes witnesses works worries
    attacks bills blames blogs calls charges claims comments compares counters cries demands emails estimates fears
    finds highlights hopes issues jokes labels lists makes names notes offers orders paints pledges points posts
    praises presses promises proposals questions quotes reads records references releases remarks replies reports
    rests reviews shows signals signs states tags takes talks terms thanks titles tweets views voices vows wonders
    """
  static let notSpeakers = """
    a an and as but his how is its my no not of or our such that the then there there's this
    to was what your where why when
    """
  static let titles = """
    adm. amb. brig. capt. cmdr. cmdr col. corp. co. cpl. dept. dr. fr. gen. gov. govs. hon. inc. jr. lt. ltd. maj.
    messrs. mr. mrs. ms. mt. msgr. no. pres. prof. rep. reps. rev. sen. sens. sgt. sr. st. ft. supt. vs. bros. pvt.
    """
  static let placeAbbreviations = """
    ala. alaska. ariz. ark. calif. colo. conn. d. del. fla. ga. ill. ind. kan. ky. la. mass. md. mich. minn. miss.
    mo. mont. n.c. n.d. n.h. n.j. n.m. n.y. neb. nev. okla. ore. pa. r.i. s.c. s.d. tenn. tex. u.k. u.n. u.s. va.
    vt. w.va. wash. wis. wyo. d.c. e.u. u.a.e.
    """
  static let subjectPronouns = "he i she they we you it who"
  static let objectPronouns = "her him me them us you it themselves himself herself"
  static let possessivePronouns = "her his its my our their your whose"
  static let relatives = "who which that whose whom"
  static let negations = "not never n't didn't doesn't don't won't wouldn't couldn't can't cannot"
  static let formsOfBe = "am are be been being is was were isn't aren't wasn't weren't"
  static let formsOfHave = "has have had having hasn't haven't hadn't"
  static let formsOfDo = "do does did doing don't doesn't didn't"
  static let modals = """
    can could may might must shall should will would ought can't cannot couldn't mustn't shouldn't won't wouldn't
    """
  static let contractedSubjects = """
    he's she's it's they're we're you're i'm i've we've you've they've he'd she'd i'd we'd they'd you'd he'll she'll
    it'll we'll they'll i'll you'll
    """
  static let contractedOthers = "there's that's here's what's who's where's how's"
  static let pastForms = """
    became began bought broke brought built came caught chose drew fell fought gave grew held kept laid led left lost
    made meant met paid put ran said sat sent sold sought spent spoke stood taught threw took wants went won
    arose awoke bent bred clung crept dug flung forbade forgave froze knelt mistook overheard oversaw overthrew rang rode
    shone shrank slid sped sprang spun stole strode stung swam tore undertook upheld wept withheld withstood woke
    """
  /// Of verbs that report nothing, forms that are no nouns.
  static let thirdForms = """
    accompanies accumulates adapts adheres adjusts adopts amends apologizes assembles assigns assists attaches attains
    attracts authorizes awaits behaves belittles bestows brandishes captivates ceases celebrates clarifies clings
    collaborates compels competes complements complies composes comprises conceives concentrates confronts confuses
    consolidates constitutes constructs consults converts conveys cooperates coordinates copes corresponds craves
    cultivates deceives dedicates deepens defies departs depicts deploys deprives derails derives detains deteriorates
    deters devotes differentiates diminishes disappoints discourages disrupts dissolves distinguishes dominates
    donates dwells eliminates embarks embarrasses embodies emits empowers enacts endangers endures enforces enhances
    enlists enrages ensues entails entices envisions erodes erupts evades evokes evolves exacerbates exceeds excludes
    executes exemplifies exerts expires explodes exposes extends flourishes fosters fulfills graduates harasses
    heightens hinders ignites illustrates impairs implements imposes incites incorporates incurs induces infects
    inflicts infuriates inspires installs integrates intensifies interacts interferes interprets intervenes invades
    invents isolates jeopardizes lingers loathes looms merges migrates minimizes mobilizes modifies motivates
    multiplies obeys obliges offends omits orchestrates originates ousts outnumbers outranks outweighs overlooks
    oversees overshadows overwhelms penetrates perceives perpetuates persists pertains plummets portends precedes
    precludes presumes prevails proceeds prohibits prolongs propels provokes rebuilds reclaims reconsiders recovers
    recruits redeems redefines reinforces rejoins relieves relinquishes renders renews reopens repays repels resents
    reshapes resides resonates restrains restricts resumes retaliates reunites revamps revives revokes revolves
    satisfies seizes shatters showcases shrinks shuns signifies softens spearheads specializes squanders straddles
    subsides substitutes subverts suffices suppresses surmounts surpasses tarnishes thrives thwarts tolerates topples
    transcends translates transmits undercuts undergoes undermines undoes unfolds unifies unites unleashes upholds
    utilizes vanishes vilifies weakens wields withers
    """
  static let numberWords = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen hundred thousand million billion trillion
    dozens hundreds thousands
    half percent first second third
    """
  static let speakerNouns = """
    adviser advisers advisor advisors agency aide aides ambassador analyst analysts americans attorney author authors authorities
    campaign candidate chairman chairwoman chief coach commander commission committee company congressman
    congresswoman council court critics critic delegate conservatives democrats department diplomat diplomats director doctor
    economist editor envoy executive expert experts father foundation governor government group host journalist
    judge justice lawmaker lawmakers lawyer lawyers leader leaders manager mayor memo minister ministry mother nominee
    observers official officials operative organizer owner paper parliamentarian people palestinians pollster president professor
    iranians liberals progressives prosecutor prosecutors report republicans reporter reporters representative researcher researchers resident
    scholar scientists secretary senator source sources speaker spokesman spokesmen spokesperson spokeswoman
    staffer strategist student study supporter supporters survey team voter voters woman man women men witness
    witnesses worker workers writer
    """
  static let adjectives = """
    last next previous same past former senior new old top chief presidential republican democratic political national foreign public local
    federal conservative liberal young early late recent high low big great good bad major other
    """
}
