// RIS in: what reference managers exchange, and kb export sources --format ris.
import KnowledgeBase

/// Reads references, from `TY` to `ER`, as sources.
final class RISReader: FieldReader {
  private let lines: LineStream
  private var start = 0
  private var text = ""

  override var line: Int { start }
  override var original: String { text }

  init(_ stream: TextStream) {
    lines = LineStream(stream)
    super.init(CitedFields.columns)
  }

  override func record() throws -> [String: String]? {
    guard let tags = try reference() else { return nil }
    var fields = CitedFields(leftOut)
    let type = tags[0].value.uppercased()
    let isPeriodical = !["BOOK", "CHAP", "EDBOOK", "EBOOK", "RPRT", "THES"].contains(type)
    let own = tags.first { $0.tag == "M3" }?.value
    if !fields.setOwnKind(own) { fields.setKind(type, Self.kinds) }
    for (tag, value) in tags.dropFirst() where !value.isEmpty {
      switch tag {
      case "ID": fields.set("citation_key", value, as: tag)
      case "AU", "A1": fields.addAuthor(value)
      case "TI", "T1", "CT": fields.set("title", value, as: tag)
      case "BT" where type == "BOOK": fields.set("title", value, as: tag)
      case "T2", "JO", "JF", "JA", "J1", "J2":
        if isPeriodical { fields.set("publisher", value, as: tag) } else { fields.leave(tag) }
      case "PB": if !isPeriodical { fields.set("publisher", value, as: tag) }
      case "UR": fields.set("url", value, as: tag)
      case "LK", "L1", "L2", "L3", "L4": fields.leave(tag)
      case "LA": fields.setLanguage(value, as: tag)
      case "KW": fields.addTopics(value, by: [";"])
      case "N1": fields.takeNote(value, as: tag)
      case "Y2": fields.setDate("accessed_on", value, as: tag)
      case "PY", "Y1", "DA", "DO": break
      case "M3": if !Source.kinds.contains(value) { fields.leave(tag) }
      default: fields.leave(tag)
      }
    }
    // (A journal comes before a publishing house; the day before the year.)
    if isPeriodical { fields.set("publisher", tags.first { $0.tag == "PB" }?.value, as: "PB") }
    for tag in ["DA", "PY", "Y1"] where fields.fields["published_on"] == nil {
      fields.setDate("published_on", tags.first { $0.tag == tag }?.value, as: tag)
    }
    fields.setDOI(tags.first { $0.tag == "DO" }?.value, as: "DO")
    return try fields.finish()
  }

  /// The lines of the next reference, continued ones joined; the first is `TY`.
  private func reference() throws -> [(tag: String, value: String)]? {
    var tags: [(tag: String, value: String)] = []
    text = ""
    while let line = try lines.next() {
      let field = Self.field(line)
      if tags.isEmpty {
        start = lines.number
        if line.trimmingSpace.isEmpty { continue }
        // (Databases write headings and numbers between references.)
        guard field != nil else {
          leftOut.add("lines", "between references")
          continue
        }
        text = line + "\n"
        guard let field, field.tag == "TY" else { throw RowMistake("a reference begins with 'TY  - '") }
        tags.append(field)
      } else if let field {
        if field.tag == "TY" {
          lines.putBack(line)
          return tags
        }
        text += line + "\n"
        if field.tag == "ER" { return tags }
        tags.append(field)
      } else {
        text += line + "\n"
        let rest = line.trimmingSpace
        if !rest.isEmpty {
          tags[tags.count - 1].value += (tags.last?.value.isEmpty == true ? "" : " ") + rest
        }
      }
    }
    return tags.isEmpty ? nil : tags
  }

  /// `TY  - NEWS` as its two sides; nil for a line that goes on with the one before.
  static func field(_ line: String) -> (tag: String, value: String)? {
    let bytes = Array(line.utf8.prefix(7))
    guard bytes.count >= 5, (0x41...0x5A).contains(bytes[0]), bytes[2] == 0x20,
      (0x41...0x5A).contains(bytes[1]) || (0x30...0x39).contains(bytes[1])
    else { return nil }
    guard let dash = bytes.firstIndex(of: 0x2D), bytes[2..<dash].allSatisfy({ $0 == 0x20 }) else {
      return nil
    }
    let value = line.utf8.dropFirst(dash + 1)
    return (
      String(decoding: bytes[..<2], as: UTF8.self),
      String(decoding: Array(value.first == 0x20 ? value.dropFirst() : value), as: UTF8.self)
    )
  }

  private static let kinds = [
    "news": "article", "jour": "article", "mgzn": "article", "elec": "article", "web": "article",
    "conf": "article", "cpaper": "article", "ency": "article", "ejour": "article", "gen": "article",
    "blog": "post", "book": "book", "chap": "book", "edbook": "book", "ebook": "book", "echap": "book",
    "rprt": "report", "thes": "report", "govdoc": "report", "hear": "transcript", "video": "transcript",
    "sound": "transcript", "pcomm": "statement",
  ]
}
