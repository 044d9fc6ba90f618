// The forms of an English verb.

/// Written as in the verb lists: `insist`, `quip+` (doubles its last letter), `say/said`, `write/wrote/written`.
struct VerbForms {
  let base: String
  let third: String
  let past: String
  let participle: String
  let ing: String

  init(_ written: some StringProtocol) {
    var parts = written.split(separator: Character("/")).map { String($0) }
    let doubles = parts[0].hasSuffix("+")
    if doubles { parts[0].removeLast() }
    let base = parts[0]
    let last = base.last ?? " "
    let beforeLast = base.dropLast().last ?? " "
    let endsInSoftY = last == "y" && !"aeiou".contains(beforeLast)
    let stem = doubles ? base + String(last) : base
    self.base = base
    if endsInSoftY {
      third = base.dropLast() + "ies"
    } else if "sxzo".contains(last) || base.hasSuffix("ch") || base.hasSuffix("sh") {
      third = base + "es"
    } else {
      third = base + "s"
    }
    if parts.count > 1 {
      past = parts[1]
    } else if last == "e" {
      past = base + "d"
    } else {
      past = endsInSoftY ? base.dropLast() + "ied" : stem + "ed"
    }
    participle = parts.count > 2 ? parts[2] : past
    if base.hasSuffix("ie") {
      ing = base.dropLast(2) + "ying"
    } else if last == "e", !"eyo".contains(beforeLast), base != "be" {
      ing = base.dropLast() + "ing"
    } else {
      ing = stem + "ing"
    }
  }
}
