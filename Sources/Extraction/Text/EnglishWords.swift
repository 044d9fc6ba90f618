// The English lexicon, put together from the lists of words and verbs.
// Unsafe: a word of a list is used within the closure that gets it.

enum EnglishWords {
  /// Adds every word form with all the classes that some list gives it.
  static func add(to words: inout LexiconWords) {
    for lexeme in Lexeme.allCases where lexeme.isWord && lexeme != .none {
      words.add(lexeme, Spelling("\(lexeme)".utf8))
    }
    for (classes, list) in lists {
      unsafe Spelling.forEach(in: list) { unsafe words.add(Spelling($0), classes) }
    }
    for (classes, verbs) in EnglishVerbs.lists {
      unsafe Spelling.forEach(in: verbs) { verb in
        let forms = unsafe VerbForms(verb)
        words.add(forms.base, classes.union(.baseForm), lemma: forms.base)
        words.add(forms.third, classes.union(.sForm), lemma: forms.base)
        words.add(forms.past, classes.union(.pastForm), lemma: forms.base)
        words.add(forms.ing, classes.union(.ingForm), lemma: forms.base)
        if forms.participle != forms.past {
          words.add(forms.participle, classes.union(.participle), lemma: forms.base)
        }
      }
    }
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
