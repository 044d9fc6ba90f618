// The English lexicon, put together from the lists of words and verbs.

enum EnglishWords {
  typealias Entries = [String: (classes: WordClasses, lexeme: Lexeme)]

  /// Every word form with all the classes that some list gives it.
  static func entries() -> Entries {
    var entries: Entries = [:]
    var lexemes: [String: Lexeme] = [:]
    for lexeme in Lexeme.allCases where lexeme.isWord && lexeme != .none { lexemes["\(lexeme)"] = lexeme }
    func add(_ word: some StringProtocol, _ classes: WordClasses, lemma: String? = nil) {
      let key = String(word)
      let old = entries[key]
      let lexeme = lexemes[key] ?? lemma.flatMap { lexemes[$0] } ?? old?.lexeme ?? .none
      entries[key] = (classes.union(old?.classes ?? []), lexeme)
    }
    for (word, lexeme) in lexemes { entries[word] = ([], lexeme) }
    for (classes, words) in lists {
      for word in words.split(whereSeparator: \.isWhitespace) { add(word, classes) }
    }
    for (classes, verbs) in EnglishVerbs.lists {
      for verb in verbs.split(whereSeparator: \.isWhitespace) {
        let forms = VerbForms(verb)
        add(forms.base, classes.union(.baseForm), lemma: forms.base)
        add(forms.third, classes.union(.sForm), lemma: forms.base)
        add(forms.past, classes.union(.pastForm), lemma: forms.base)
        add(forms.ing, classes.union(.ingForm), lemma: forms.base)
        if forms.participle != forms.past {
          add(forms.participle, classes.union(.participle), lemma: forms.base)
        }
      }
    }
    return entries
  }

  private static let lists: [(WordClasses, String)] = [
    (.adverb, adverbs), (.determiner, determiners), (.subordinator, subordinators),
    (.preposition, prepositions), (.timeWord, timeWords), (.month, months), (.nounCue, nounCues),
    (.opener, openers), (.occasion, occasions), (.nounLikeVerb, nounLikeVerbs), (.notSpeaker, notSpeakers),
    (.title, titles), (.placeAbbreviation, placeAbbreviations), (.subjectPronoun, subjectPronouns),
    (.objectPronoun, objectPronouns), (.possessivePronoun, possessivePronouns), (.relative, relatives),
    (.negation, negations), ([.auxiliary, .be], formsOfBe), ([.auxiliary, .have], formsOfHave),
    (.auxiliary, formsOfDo), ([.auxiliary, .modal], modals),
    ([.auxiliary, .subjectPronoun], contractedSubjects), ([.auxiliary, .notSpeaker], contractedOthers),
    (.plainVerb, pastForms), ([.plainVerb, .sForm], thirdForms),
    (.numberWord, numberWords), (.formerly, "then now formerly once currently"), (.noun, timeUnits),
    (.speakerNoun, speakerNouns), (.adjective, adjectives),
  ]
}
