// What the files of the stage say: made up, small, and with something for each table.

enum StageTexts {
  static let world = """
    dossier: 1
    topics: {harbour: {label: Harbour}, fees: {label: Fees, parent: harbour}}
    actors:
      fjord-post: {name: Fjord Post, language: en, kind: outlet, country: 'NO'}
      harbour-board: {name: Harbour Board, language: en, kind: organisation, country: 'NO', description: It runs the harbour.}
      port-council: {name: Port Council, language: en, kind: organisation, country: 'NO'}
      quay-union: {name: Quay Union, language: en, kind: organisation, country: 'NO'}
      dahl:
        name: Marit Dahl
        language: en
        kind: person
        country: 'NO'
        names: [{text: M. Dahl, language: en}, {text: ماریت دال, language: fa}]
        roles: [{title: Chair, organisation: harbour-board, since: "2019-05", until: "2024"}]
      moen: {name: Ole Moen, language: en, kind: person}
      moen-o: {name: O. Moen, language: en, kind: person}
    sources:
      report-1:
        kind: report
        title: The harbour in ten years
        publisher: fjord-post
        published_on: "2024-02"
        topics: [harbour]
        text: "Dahl told us: “The quay stays open.” Moen was not so sure, and said that fees would rise."
        mentions: [{actor: dahl, start: 0, end: 4, surface: Dahl}]
      report-2: {kind: article, title: What the union wants, publisher: fjord-post, published_on: "2024-03-01"}
    events:
      council-vote:
        title: The council votes on the fees
        began_on: "2024-04-02"
        topics: [fees]
        participants: [{actor: port-council, part: host}, {actor: dahl}]
        evidence: [{source: report-2, locator: page 1}]
    claims:
      fees-rise:
        text: The fees of the harbour rise.
        kind: prediction
        asserted_by: moen
        topics: [fees]
        evidence: [{source: report-1, locator: the end}]
      quay-open:
        text: The quay stays open to all.
        kind: assertion
        asserted_by: dahl
        evidence: [{quote: the-quay}]
        relations: [{hinders: fees-rise}]
    quotes:
      the-quay:
        speaker: dahl
        text: The quay stays open.
        language: en
        said_on: "2024~"
        topics: [harbour]
        appearances: [{source: report-1, exact: The quay stays open., attributed_as: Dahl, cue: told}]
      the-quay-again: {speaker: dahl, text: "The quay, it stays open.", language: en, said_on: "2024"}
    stances:
      - {actor: quay-union, claim: fees-rise, position: opposes, evidence: [{source: report-2, locator: page 2}]}
    """

  static let talks = """
    OSLO, May 3, 2024 (Fjord Post) – Ingrid Solberg, the Norwegian envoy, said that talks on the quay could open within weeks.

    “The door is open,” Solberg told reporters on Friday. “Nobody has locked it.”

    She called the last round “a lesson in patience” for all sides.
    """

  /// A document of its own for each number.
  static func document(_ number: Int) -> String {
    """
    BERGEN, June \(number), 2024 (Fjord Post) – Marit Dahl, the chair of the Harbour Board, said that pier \(number) would be closed.

    “Pier \(number) was built for other ships,” Dahl told reporters. “It has served its time.”

    \(String(repeating: "Nobody in the hall contradicted her, although many had come for pier \(number). ", count: 30))
    """
  }

  static func dossier(_ name: String, quotes: Int) -> String {
    "dossier: 1\nquotes:\n"
      + (1...quotes).map {
        "  q-\(name)-\($0): {speaker: dahl, text: Made up as number \($0) of \(name)., said_on: 2019}\n"
      }.joined()
  }

  static func table(rows: Int) -> String {
    "author;date;quotation\n"
      + (1...rows).map { "Speaker \($0 % 7);2024-0\($0 % 9 + 1);\"Row \($0); it says so.\"\n" }.joined()
  }
}
