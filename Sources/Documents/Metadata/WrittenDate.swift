// Dates as people and pages write them, as EDTF; what is not said stays unknown.

package enum WrittenDate {
  /// The date that a text gives, as EDTF: `2024-01-31`, `2024-01`, `XXXX-01-31`; nil where it gives none, or
  /// one that two countries read differently (`03/04/2024`). A time of day is left out: a day is what is cited.
  package static func edtf(_ text: String) -> String? {
    let parts = parts(text)
    return iso(parts) ?? named(parts) ?? slashed(parts)
  }

  /// Whether a word names a month, with or without a full stop.
  static func isMonth(_ word: some StringProtocol) -> Bool {
    months[word.lowercased().filter { $0 != "." && $0 != "," }] != nil
  }

  private enum Part: Equatable {
    /// A number with how many digits it has.
    case number(Int, digits: Int)
    /// The month that a word names, 1 to 12.
    case month(Int)
    case word
    case sign(UInt8)
  }

  /// The first 80 characters, in parts; digits of any script count.
  private static func parts(_ text: String) -> [Part] {
    var result: [Part] = []
    var number: (value: Int, digits: Int)?
    var word = String.UnicodeScalarView()
    func flush() {
      if let (value, digits) = number { result.append(.number(value, digits: digits)) }
      if !word.isEmpty { result.append(months[String(word).lowercased()].map { .month($0) } ?? .word) }
      number = nil
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars.prefix(80) {
      if let digit = digit(scalar) {
        if !word.isEmpty { flush() }
        let (value, digits) = number ?? (0, 0)
        number = (digits < 9 ? value * 10 + digit : value, digits + 1)
      } else if scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark {
        if number != nil { flush() }
        word.append(scalar)
      } else {
        flush()
        if scalar == "-" || scalar == "/" || scalar == ":" { result.append(.sign(UInt8(scalar.value))) }
      }
    }
    flush()
    return result
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    default: nil
    }
  }

  /// `2024-01-31`, `2024/01/31`, `2024-01`, `20240131`, `2024`, with whatever follows.
  private static func iso(_ parts: [Part]) -> String? {
    guard case .number(let first, let digits)? = parts.first else { return nil }
    if digits == 8 { return day(year: first / 10000, month: first / 100 % 100, day: first % 100) }
    guard digits == 4, isYear(first) else { return nil }
    guard parts.count > 2, parts[1] == .sign(0x2D) || parts[1] == .sign(0x2F),
      case .number(let month, _) = parts[2], (1...12).contains(month)
    else { return parts.count == 1 ? "\(first)" : nil }
    guard parts.count > 4, parts[3] == parts[1], case .number(let number, _) = parts[4] else {
      return "\(first)-\(two(month))"
    }
    return day(year: first, month: month, day: number)
  }

  /// `January 31, 2024`, `31 Jan. 2024`, `Jan 31`, `January 2024`.
  private static func named(_ parts: [Part]) -> String? {
    for (index, part) in parts.enumerated() {
      guard case .month(let month) = part else { continue }
      func number(_ at: Int) -> (value: Int, digits: Int)? {
        guard parts.indices.contains(at), case .number(let value, let digits) = parts[at] else { return nil }
        return (value, digits)
      }
      var after = index + 1
      var found: Int?
      if let before = number(index - 1), before.digits <= 2 {
        found = before.value
      } else if index > 1, parts[index - 1] == .word, let before = number(index - 2), before.digits <= 2 {
        // `31st of January`, `31 de enero`, `31st January`.
        found = before.value
      } else if let next = number(after), next.digits <= 2 {
        found = next.value
        after += 1
        // `January 31st, 2024`.
        if parts.indices.contains(after), parts[after] == .word { after += 1 }
      }
      if parts.indices.contains(after), parts[after] == .word { after += 1 }
      var year: Int?
      for place in [after, after - 1] {
        if year == nil, let next = number(place), next.digits == 4, isYear(next.value) { year = next.value }
      }
      if let found { return day(year: year, month: month, day: found) }
      if let year { return "\(year)-\(two(month))" }
    }
    return nil
  }

  /// `31/01/2024` and `01/31/2024`, where only one reading is a date.
  private static func slashed(_ parts: [Part]) -> String? {
    guard parts.count >= 5, case .number(let first, let a) = parts[0],
      case .number(let second, let b) = parts[2],
      case .number(let year, 4) = parts[4], a <= 2, b <= 2, parts[1] == parts[3], isYear(year),
      parts[1] == .sign(0x2F) || parts[1] == .sign(0x2D)
    else { return nil }
    if first > 12 || first == second { return day(year: year, month: second, day: first) }
    return second > 12 ? day(year: year, month: first, day: second) : nil
  }

  /// Years of the calendar that EDTF counts in; a Persian year (1402) is none.
  private static func isYear(_ year: Int) -> Bool { (1500...2199).contains(year) }

  private static func day(year: Int?, month: Int, day: Int) -> String? {
    guard (1...12).contains(month), year.map(isYear) ?? true else { return nil }
    let isLeap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
    let last = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...last).contains(day) else { return nil }
    return "\(year.map(String.init) ?? "XXXX")-\(two(month))-\(two(day))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Names of months of the Gregorian calendar, in lower case.
  private static let months: [String: Int] = {
    let names = [
      "jan january janv janvier jänner januar ene enero gennaio ocak январь января يناير ژانویه ינואר",
      "feb february févr fév février februar febrero febbraio şubat февраль февраля فبراير فوریه פברואר",
      "mar march mars mär märz marzo mart март марта مارس מרץ",
      "apr april avr avril abr abril aprile nisan апрель апреля أبريل ابريل آوریل אפריל",
      "may mai mayo maggio mayıs май мая مايو مه می מאי",
      "jun june juin juni junio giugno haziran июнь июня يونيو ژوئن יוני",
      "jul july juil juillet juli julio luglio temmuz июль июля يوليو ژوئیه جولای יולי",
      "aug august août agosto ağustos август августа أغسطس اوت آگوست אוגוסט",
      "sep sept september septembre septiembre settembre eylül сентябрь сентября سبتمبر سپتامبر ספטמבר",
      "oct october octobre okt oktober octubre ottobre ekim октябрь октября أكتوبر اکتبر אוקטובר",
      "nov november novembre noviembre kasım ноябрь ноября نوفمبر نوامبر נובמבר",
      "dec december déc décembre dez dezember dic diciembre dicembre aralık декабрь декабря ديسمبر دسامبر דצמבר",
    ]
    var result: [String: Int] = [:]
    for (index, list) in names.enumerated() {
      for name in list.split(separator: " ") { result[String(name)] = index + 1 }
    }
    return result
  }()
}
