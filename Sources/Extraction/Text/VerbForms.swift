// The forms of an English verb.
// Unsafe: the letters of a static string are read below its count.

/// Written as in the verb lists: `insist`, `quip+` (doubles its last letter), `say/said`, `write/wrote/written`.
struct VerbForms {
  let base: Spelling
  let third: Spelling
  let past: Spelling
  let participle: Spelling
  let ing: Spelling

  init(_ written: some Collection<UInt8>) {
    var parts = written.split(separator: UInt8(ascii: "/")).map { Spelling($0) }
    let doubles = parts[0][-1] == UInt8(ascii: "+")
    if doubles { parts[0] = parts[0].ending(in: "", without: 1) }
    let base = parts[0]
    let last = base[-1]
    let endsInSoftY = last == UInt8(ascii: "y") && !Self.isOne(of: "aeiou", base[-2])
    var stem = base
    if doubles { stem.append(last) }
    self.base = base
    if endsInSoftY {
      third = base.ending(in: "ies", without: 1)
    } else if Self.isOne(of: "sxzo", last) || base.ends(in: "ch") || base.ends(in: "sh") {
      third = base.ending(in: "es")
    } else {
      third = base.ending(in: "s")
    }
    if parts.count > 1 {
      past = parts[1]
    } else if last == UInt8(ascii: "e") {
      past = base.ending(in: "d")
    } else {
      past = endsInSoftY ? base.ending(in: "ied", without: 1) : stem.ending(in: "ed")
    }
    participle = parts.count > 2 ? parts[2] : past
    if base.ends(in: "ie") {
      ing = base.ending(in: "ying", without: 2)
    } else if last == UInt8(ascii: "e"), !Self.isOne(of: "eyo", base[-2]), base != Spelling("be".utf8) {
      ing = base.ending(in: "ing", without: 1)
    } else {
      ing = stem.ending(in: "ing")
    }
  }

  private static func isOne(of letters: StaticString, _ letter: UInt8) -> Bool {
    (0..<letters.utf8CodeUnitCount).contains { unsafe letters.utf8Start[$0] == letter }
  }
}
