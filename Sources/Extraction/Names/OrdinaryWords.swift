// Names that are also ordinary words, months or given names, and so need a second look.

enum OrdinaryWords {
  /// Capitalised at the start of a sentence or in a heading without being anybody's name.
  static let words: Set<UInt64> = hashes(
    """
    will may mark bill grant rose hope young brown bush rice nephew west east north south western eastern hill hunt \
    grace faith joy love long short rich black white green gray grey king prince price page pace wise strong stone \
    wood woods field fields house church park bank banks case day days knight lane law major miller mills moon \
    moore pope power powers reed sharp small smart sharp snow star stern swift taylor trump turner wall walls ward \
    waters wells wolf guard guards force council senate congress democrats republicans conservatives labour green \
    greens us who it am is in no so be as un al can cameroon pat frank drew gene jack dick bob nick peg art ray don \
    chase dean duke earl early best good noble new old now than the this that these those we he she they his her \
    our my your its one two here there then when while after before since from with without over under state \
    states government ministry parliament president leader minister secretary speaker general army revolution
    """)

  /// Also the name of a month or day: a person of this name must be known to the text by more.
  static let months: Set<UInt64> = hashes("may march april june august sun mon jan dey mehr tir aban azar bahman")

  /// Names of states and places that people bear too: Jordan, Israel, Paris.
  static let givenNames: Set<UInt64> = hashes(
    """
    jordan israel chad georgia paris sydney austin dallas houston victoria florence charlotte washington lincoln \
    jackson madison brooklyn chelsea adelaide
    """)

  /// What stands before the pronoun in a heading written in capitals: WITH US, not the United States.
  static let beforePronoun: Set<UInt64> = hashes(
    """
    let give to with for of join tell help show contact about between among all around behind above by from on at \
    make made gave both and or
    """)

  private static func hashes(_ list: String) -> Set<UInt64> {
    Set(list.utf8.split(separator: 0x20).map { NameHash.of($0) })
  }
}

/// Given names by which the text's "he" and "she" are told apart. A name that is not here may be either.
enum GivenNames {
  static let female: Set<UInt64> = hashes(
    """
    marzieh marziyeh zahra fatemeh fatima maryam mariam narges nargess masoumeh massoumeh leila laila shirin nasrin \
    parvin soraya azar mahnaz shahla farideh fereshteh zeinab zainab khadijeh aisha ayesha samira sara sarah hanieh \
    elham sima mina nazanin golnaz simin forough tahereh roya mahsa neda niloufar federica catherine ursula angela \
    hillary condoleezza madeleine wendy nikki susan samantha jen jennifer karine victoria elizabeth mary maria marie \
    anna anne jane julie julia laura linda lisa margaret michelle nancy patricia rachel rebecca ruth sharon sophie \
    stephanie theresa kamala melania ivanka carla christine annalena helga alena tzipi golda benazir indira sushma \
    josephine emma olivia kate katherine kathleen karen janet joan judith claire caroline barbara betty dianne diana \
    elena ekaterina irina maya marina natalia olga svetlana tatiana penny mona monir hoda amal hanan rania asma
    """)
  static let male: Set<UInt64> = hashes(
    """
    ali mohammad muhammad mohammed mohamed ahmad ahmed hassan hasan hossein hussein hosein mahmoud mahmood reza abbas \
    mehdi mahdi javad hamid saeed saeid kazem kamal akbar asghar mostafa mustafa ebrahim ibrahim esmail ismail \
    hashem masoud massoud morteza mojtaba bahram behrouz majid nasser naser amir ramin rahim karim yahya yousef \
    yusuf abdullah abdollah abdul qasem ghasem gholam manouchehr bijan dariush cyrus kourosh farhad siamak bashar \
    saddam hafez yasser nouri haider barham masrour nechirvan recep tayyip hakan mevlut vladimir sergey sergei dmitry \
    donald barack joe joseph john james robert michael william david richard george thomas charles christopher daniel \
    matthew anthony mark paul steven stephen andrew kenneth kevin brian edward ronald timothy jason jeffrey ryan jacob \
    gary nicholas eric jonathan larry frank scott benjamin samuel gregory patrick alexander jack dennis jerry tony \
    boris gordon emmanuel francois nicolas jacques angelo josep javier benjamin naftali yair yitzhak ehud ariel shimon \
    rafael yukiya antonio ban kofi mike mick rex bill bob jim tom tim steve peter philip phil
    """)

  private static func hashes(_ list: String) -> Set<UInt64> {
    Set(list.utf8.split(separator: 0x20).map { NameHash.of($0) })
  }
}
