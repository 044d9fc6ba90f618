// The lists of words that tell names, titles and ordinary words apart.

extension WordKinds {
  static let lists: [(WordKind, String)] = [
    (.honorific, honorifics),
    (.male, titlesOfMen),
    (.female, titlesOfWomen),
    (.rank, ranks),
    (.office, offices),
    (.modifier, modifiers),
    (.former, formerWords),
    (.vague, vagueWords),
    (.deputy, deputies),
    (.surname, titlesAsSurnames), (.office, titlesOfRulers), (.modifier, "crown"),
    (.body, bodies),
    (.calendar, calendar),
    (.particle, particles),
    (.ordinary, ordinaryWords),
    (.monthOrName, monthsAsNames),
    (.placeOrGivenName, placesAsNames),
    (.beforePronoun, beforePronouns),
    (.femaleName, namesOfWomen),
    (.maleName, namesOfMen),
    (.preposition, prepositions),
    (.article, articles),
    (.possessor, possessors),
    (.beforeTitle, beforeTitles),
    (.beforePlace, "in at near outside inside around through across capital downtown central"),
  ]

  private static let honorifics = """
    mr mrs ms miss mx dr prof professor doctor ayatollah ayatullah hojatoleslam hojjatoleslam hojatolislam
    hojjatolislam hujjatulislam hojat hojjat oleslam imam seyyed seyed sayyed sayyid sayed sayid syed haj
    hajj haji hajji sheikh shaikh shaykh sheik sir lord lady dame mullah mulla maulana mawlana martyr
    engineer hon honorable honourable rev reverend father sister pope rabbi archbishop bishop cardinal
    patriarch prince princess king queen emir sultan comrade saint his her holiness excellency highness
    majesty grand allameh
    """

  private static let titlesOfMen = """
    mr sir lord king prince sultan emir pope ayatollah hojatoleslam hojjatoleslam father his imam spokesman
    chairman congressman councilman businessman
    """

  private static let titlesOfWomen = """
    mrs ms miss lady dame queen princess sister her spokeswoman chairwoman congresswoman actress
    businesswoman
    """

  private static let ranks = """
    general brigadier major colonel lieutenant admiral captain commander sergeant marshal gen brig col lt
    maj adm capt rear commodore cmdr sgt corporal
    """

  private static let offices = """
    president premier minister pm fm chancellor secretary speaker spokesman spokeswoman spokesperson chief
    head leader chairman chairwoman chairperson chair director ambassador envoy representative rep reps
    senator sen congressman congresswoman governor gov mayor deputy adviser advisor aide negotiator diplomat
    commissioner prosecutor justice judge mp lawmaker parliamentarian legislator commander charge attache
    consul inspector coordinator rapporteur administrator manager ceo founder coach captain editor author
    economist analyst expert researcher scholar cleric scientist officer official undersecretary whip
    councillor councilor councilman candidate nominee dean rector lawyer attorney activist journalist
    counsel strategist pollster historian columnist correspondent student executive
    """

  private static let titlesOfRulers = """
    king queen prince princess emir sultan shah
    """

  private static let modifiers = """
    foreign prime vice deputy assistant acting interim incumbent senior top supreme national security
    defense defence interior intelligence economy finance energy oil petroleum trade commerce culture health
    education transport agriculture labor labour communications information justice roads sports science
    state general chief first second special permanent political legal parliamentary military presidential
    press nuclear high lead leading central spiritual revolutionary democratic republican elect designate
    parliament majlis judiciary army navy air ground forces police environment cabinet treasury white house
    department ministry council bank fellow
    """

  private static let formerWords = """
    former ex late then previous onetime retired outgoing past ousted
    """

  private static let vagueWords = """
    officials sources analysts experts critics supporters opponents protesters activists lawmakers leaders
    ministers people others some many several diplomats aides commanders politicians observers reporters
    journalists scholars economists presidents spokesmen senators republicans democrats members
    representatives authorities protestors witnesses participants
    """

  private static let deputies = """
    deputy assistant adviser advisor aide vice undersecretary
    """

  private static let titlesAsSurnames = """
    king prince bishop pope dean judge major justice marshal shah khan rector abbot head chase lord
    """

  private static let bodies = """
    ministry council organization organisation agency university committee commission parliament majlis
    assembly party association institute institution center centre company corporation corp inc ltd co group
    bank fund department office court board union league federation foundation front movement army navy
    force forces guard guards corps police bureau administration authority congress senate house news times
    post journal tribune daily television tv radio network channel press website magazine newspaper embassy
    consulate club team society chamber college school hospital museum academy service services airlines air
    airport street square avenue industry industries treaty agreement accord deal act law bill charter
    conference summit forum war revolution day week month year province city county district region island
    sea gulf strait river mountain republic kingdom state states nations nation
    program programme project plan initiative prize award cup games festival exhibition bloc alliance
    coalition studios pictures records book quran bible constitution resolution protocol affairs technology research
    technologies safety relations communications secretariat accords convention conventions declaration statement pact protocol stock exchange
    judiciary tower hotel
    development planning construction infrastructure mines tourism heritage handicrafts welfare housing logistics
    transportation treatment management youth sciences training guidance projects diplomacy cooperation
    """

  private static let calendar = """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues
    wed thu thurs fri sat sun farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman
    esfand ramadan muharram
    """

  private static let particles = """
    al el bin ibn ben abu van von der den de da di du del della la le ul ur ud ol e zadeh st
    """

  private static let ordinaryWords = """
    will may mark bill grant rose hope young brown bush rice nephew west east north south western eastern
    hill hunt grace faith joy love long short rich black white green gray grey king prince price page pace
    wise strong stone wood woods field fields house church park bank banks case day days knight lane law
    major miller mills moon moore pope power powers reed sharp small smart snow star stern swift taylor
    trump turner wall walls ward waters wells wolf guard guards force council senate congress democrats
    republicans conservatives labour greens us who it am is in no so be as un al can cameroon pat frank drew
    gene jack dick bob nick peg art ray don chase dean duke earl early best good noble new old now than the
    this that these those we he she they his her our my your its one two here there then when while after
    before since from with without over under state states government ministry parliament president leader
    minister secretary speaker general army revolution
    """

  private static let monthsAsNames = """
    may march april june august sun mon jan dey mehr tir aban azar bahman
    """

  private static let placesAsNames = """
    jordan israel chad georgia paris sydney austin dallas houston victoria florence charlotte washington
    lincoln jackson madison brooklyn chelsea adelaide
    """

  private static let beforePronouns = """
    let give to with for of join tell help show contact about between among all around behind above by from
    on at make made gave both and or
    """

  private static let namesOfWomen = """
    marzieh marziyeh zahra fatemeh fatima maryam mariam narges nargess masoumeh massoumeh leila laila shirin
    nasrin parvin soraya azar mahnaz shahla farideh fereshteh zeinab zainab khadijeh aisha ayesha samira
    sara sarah hanieh elham sima mina nazanin golnaz simin forough tahereh roya mahsa neda niloufar federica
    catherine ursula angela hillary condoleezza madeleine wendy nikki susan samantha jen jennifer karine
    victoria elizabeth mary maria marie anna anne jane julie julia laura linda lisa margaret michelle nancy
    patricia rachel rebecca ruth sharon sophie stephanie theresa kamala melania ivanka carla christine
    annalena helga alena tzipi golda benazir indira sushma josephine emma olivia kate katherine kathleen
    karen janet joan judith claire caroline barbara betty dianne diana elena ekaterina irina maya marina
    natalia olga svetlana tatiana penny mona monir hoda amal hanan rania asma
    """

  private static let namesOfMen = """
    ali mohammad muhammad mohammed mohamed ahmad ahmed hassan hasan hossein hussein hosein mahmoud mahmood
    reza abbas mehdi mahdi javad hamid saeed saeid kazem kamal akbar asghar mostafa mustafa ebrahim ibrahim
    esmail ismail hashem masoud massoud morteza mojtaba bahram behrouz majid nasser naser amir ramin rahim
    karim yahya yousef yusuf abdullah abdollah abdul qasem ghasem gholam manouchehr bijan dariush cyrus
    kourosh farhad siamak bashar saddam hafez yasser nouri haider barham masrour nechirvan recep tayyip
    hakan mevlut vladimir sergey sergei dmitry donald barack joe joseph john james robert michael william
    david richard george thomas charles christopher daniel matthew anthony mark paul steven stephen andrew
    kenneth kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan larry
    frank scott benjamin samuel gregory patrick alexander jack dennis jerry tony boris gordon emmanuel
    francois nicolas jacques angelo josep javier naftali yair yitzhak ehud ariel shimon rafael yukiya
    antonio ban kofi mike mick rex bill bob jim tom tim steve peter philip phil
    """

  private static let prepositions = """
    of for to at in on from with by
    """

  private static let articles = """
    the a an
    """

  private static let possessors = """
    his her their its my our a an one another some
    """

  private static let beforeTitles = """
    the supreme religious islamic revolution but and as iran iranian our dear
    """
}
