// Actor dictionaries of CAMEO, as TABARI and PETRARCH read them: names in capitals, codes in brackets.
import KnowledgeBase
import Storage

/// Reads entries, each with its synonyms and codes; ``ActorDictionaryRows`` writes them.
final class ActorDictionaryReader: FieldReader, RecordMaker {
  private let lines: LineStream
  private var start = 0
  private var text = ""
  private(set) var entry: Entry?

  /// An entry: who it is, and by which codes, some for a time only.
  struct Entry {
    var names: [String] = []
    var codes: [Code] = []
  }

  struct Code {
    let code: String
    var since, until: String?
  }

  override var line: Int { start }
  override var original: String { text }

  init(_ stream: TextStream) {
    lines = LineStream(stream)
    super.init([])
  }

  func taker(_ editor: Editor, _ changes: Changes, _ names: NameResolver) -> any RowTaker {
    ActorDictionaryRows(editor, names, self)
  }

  override func record() throws -> [String: String]? {
    var entry: Entry?
    var mistake: RowMistake?
    text = ""
    while let line = try lines.next() {
      let said = Self.withoutComment(line).trimmingSpace
      guard let first = said.first else { continue }
      let isFurther = first == "+" || first == "["
      if entry != nil, !isFurther {
        lines.putBack(line)
        break
      }
      if first == "&" || first == "!" {
        leftOut.add("lines", first == "&" ? "sets of synonyms (&)" : "substitutions (!)")
        try skipFurther()
        continue
      }
      if entry == nil {
        start = lines.number
        entry = Entry()
        if isFurther {
          mistake = RowMistake("a line that begins with \(first) belongs to a name, and there is none")
        }
      }
      text += line + "\n"
      do { try Self.read(said, into: &entry!) } catch let wrong as RowMistake { mistake = mistake ?? wrong }
    }
    if let mistake { throw mistake }
    self.entry = entry
    return entry == nil ? nil : ["record": text]
  }

  private func skipFurther() throws {
    while let line = try lines.next() {
      guard line.trimmingSpace.first == "+" else { return lines.putBack(line) }
    }
  }

  /// `NAME_OF_IT_ [CODE >20010203] ; who wrote this`, of which # and ; begin comments, and lines with <! are some.
  static func withoutComment(_ line: String) -> Substring {
    if line.drop(while: \.isWhitespace).hasPrefix("<!") { return "" }
    return line.prefix { $0 != "#" && $0 != ";" }
  }

  private static func read(_ line: String, into entry: inout Entry) throws {
    var rest = Substring(line)
    if rest.first == "+" { rest.removeFirst() }
    var name = ""
    while let sign = rest.first {
      rest.removeFirst()
      guard sign == "[" || sign == "{" else {
        name.append(sign)
        continue
      }
      let close: Character = sign == "[" ? "]" : "}"
      guard let end = rest.firstIndex(of: close) else { throw RowMistake("a \(sign) is not closed") }
      let inside = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      if sign == "[" {
        entry.codes += try codes(inside)
      } else {
        // (Plurals.)
        let others = inside.split(whereSeparator: { $0 == " " || $0 == "," }).map { plain(String($0)) }
        entry.names += others.filter { !$0.isEmpty }
      }
    }
    let main = plain(name)
    if !main.isEmpty { entry.names.insert(main, at: line.first == "+" ? entry.names.count : 0) }
  }

  /// `USAGOV 20090120-20170120`, `MYSELI`, `IRQGOV <030409`, two codes with a slash between them.
  private static func codes(_ inside: String) throws -> [Code] {
    let parts = inside.split { $0 == " " || $0 == "\t" }
    guard let first = parts.first else { throw RowMistake("brackets without a code") }
    let cut = first.firstIndex { $0 == "<" || $0 == ">" } ?? first.endIndex
    let dates = String(first[cut...]) + parts.dropFirst().joined()
    let (since, until) = try span(dates)
    // (Signs alone, --- or +++, say that there is no code.)
    return first[..<cut].split(separator: "/").filter { $0.contains { $0.isLetter || $0.isNumber } }
      .map { Code(code: String($0), since: since, until: until) }
  }

  private static func span(_ text: String) throws -> (String?, String?) {
    switch text.first {
    case nil: return (nil, nil)
    case "<": return (nil, try day(text.dropFirst()))
    case ">": return (try day(text.dropFirst()), nil)
    default:
      let sides = text.split(separator: "-", omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw RowMistake("'\(text.prefix(40))' is no date and no span of dates") }
      let (since, until) = (try day(sides[0]), try day(sides[1]))
      guard since <= until else { throw RowMistake("'\(text.prefix(40))' ends before it begins") }
      return (since, until)
    }
  }

  /// YYYYMMDD, or YYMMDD, of which 00 to 30 are of this century.
  private static func day(_ text: Substring) throws -> String {
    var digits = String(text)
    if digits.utf8.count == 6 { digits = (digits < "31" ? "20" : "19") + digits }
    guard digits.utf8.count == 8, let number = Int(digits),
      let day = ForeignDate.edtf(year: number / 10000, month: number / 100 % 100, day: number % 100)
    else { throw RowMistake("'\(text.prefix(40))' is no day such as 20010203 or 010203") }
    return day
  }

  /// A name as people write it: `ALI_AL-SADR_` as Ali Al-Sadr.
  private static func plain(_ name: String) -> String {
    let words = name.split { $0 == "_" || $0 == " " || $0 == "\t" }
    let isCapitals = !name.unicodeScalars.contains { $0.properties.isLowercase }
    return words.map { isCapitals ? capitalised($0) : String($0) }.joined(separator: " ")
  }

  private static func capitalised(_ word: Substring) -> String {
    // (U.N., and names of signs and numbers, stay.)
    if word.contains(".") || word.contains(where: \.isNumber) { return String(word) }
    var result = ""
    var isFirst = true
    for character in word {
      result += isFirst ? String(character) : character.lowercased()
      isFirst = !character.isLetter
    }
    return result
  }

  /// Whether the first lines are those of such a dictionary; one line of five may be odd, for people write it.
  static func isDictionary(_ lines: some Sequence<Substring>) -> Bool {
    var (count, codes, odd) = (0, 0, 0)
    for line in lines.prefix(400) {
      let said = withoutComment(String(line)).trimmingSpace
      guard let first = said.unicodeScalars.first, first != "!" else { continue }
      count += 1
      let isName =
        first == "+" || first == "[" || first == "&" || first.properties.isUppercase
        || first.properties.numericType != nil
      let isPlain =
        !said.unicodeScalars.contains {
          $0.properties.isLowercase || $0 == "=" || $0 == ":" || $0 == "|"
        }
      guard isName, isPlain else {
        odd += 1
        continue
      }
      if let open = said.firstIndex(of: "["), said[open...].contains("]"),
        said[said.index(after: open)...].prefix(while: { $0.isUppercase || $0 == "~" }).count >= 3
      {
        codes += 1
      }
    }
    return codes > 0 && codes * 10 >= count && odd <= max(1, count / 5)
  }
}
