// The words and signs that rules call by name.

/// What a token is, where a rule needs to know: a word (all forms of a verb are one), or a sign.
///
/// The lexicon reads the words from the names of the cases, so a case is a lower-case word or the lemma of a verb.
enum Lexeme: UInt16, CaseIterable, Sendable {
  case none
  // Verbs, by lemma.
  case say, tell, ask, add, put, be, have, `do`, quote, cite, call, note, argue, write, report, read, go
  case point, state
  // Other words.
  case according, to, who, which, that, whose, whom, by, and, or, but, `in`, a, an, the, `as`, of, with, from
  case including, people, men, women, police
  case on, at, it, so, he, she, they, i, we, you, not, there, what, `while`, `if`, when, after, before, than
  case `for`, because, though, although, whether, about, how, why, `where`, this, these, those, nor, until,
    since, compared, out, during, through, upon
  // Signs; see ``Lexeme/isWord``.
  case comma, stop, colon, semicolon, dash, hyphen, ellipsis, question, exclamation, openBracket, closeBracket
  case slash, otherSign
  /// ASCII `"`, which opens and closes.
  case straightDouble
  /// `''`, the closing mark of wire services, which some use to open too.
  case twoApostrophes
  /// ` `` `, which only opens.
  case backticks
  /// “ ‟
  case openDouble
  /// „, whose partner may be “ or ”
  case lowDouble
  /// ”
  case closeDouble
  /// «
  case openGuillemet
  /// »
  case closeGuillemet
  /// ‹
  case openSingleGuillemet
  /// ›
  case closeSingleGuillemet
  /// ‘ ‛
  case openSingle
  /// ‚
  case lowSingle
  /// ’ outside a word: a closing mark or an apostrophe.
  case closeSingle
  /// ASCII `'` outside a word.
  case straightSingle

  var isWord: Bool { rawValue < Lexeme.comma.rawValue }
}
