// Other people's formats, told by how a file begins.
// Unsafe: the bytes are looked at within the closure.
import KnowledgeBase

/// A format that other programs write, whose records are taken in as ours.
public enum ForeignFormat: String, Sendable, Hashable, CaseIterable {
  /// Bibliographies: each entry is a source.
  case cslJSON = "CSL-JSON"
  case bibTeX = "BibTeX"
  case ris = "RIS"
  /// Annotations: words in sources, which become proposed quotes.
  case webAnnotations = "Web Annotation"
  case hypothesis = "Hypothes.is"
  /// The project of QualCoder and other programs for coding texts.
  case qda = "REFI-QDA"
  /// Entities: actors, documents, events, and what ties them.
  case followTheMoney = "FollowTheMoney"
  /// Reviews of claims in JSON-LD, also inside a page of HTML.
  case claimReview = "ClaimReview"
  /// CAMEO's lists of actors, for TABARI and PETRARCH.
  case actorDictionary = "CAMEO actor dictionary"

  func reader(_ stream: TextStream) throws -> FieldReader {
    switch self {
    case .cslJSON: try CSLReader(stream)
    case .bibTeX: try BibTeXReader(stream)
    case .ris: RISReader(stream)
    case .webAnnotations: try WebAnnotationReader(stream, isHypothesis: false)
    case .hypothesis: try WebAnnotationReader(stream, isHypothesis: true)
    case .qda: try QDAReader(stream)
    case .followTheMoney: try FollowTheMoneyReader(stream)
    case .claimReview: try ClaimReviewReader(stream)
    case .actorDictionary: ActorDictionaryReader(stream)
    }
  }

  /// What the records of such a file are; where they are of several kinds, the one that most are.
  public var kind: TableKind {
    switch self {
    case .cslJSON, .bibTeX, .ris: .sources
    case .followTheMoney, .actorDictionary: .actors
    case .claimReview: .claims
    case .webAnnotations, .hypothesis, .qda: .quotes
    }
  }

  /// Tells the format by the first bytes, in UTF-8; nil for a table, a dossier, or something else.
  static func of(_ head: [UInt8]) -> ForeignFormat? {
    let start = head.firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? head.count
    guard start < head.count else { return nil }
    switch head[start] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return ofJSON(JSONShape(head[start...]))
    case UInt8(ascii: "<"): return ofMarkup(head[start...])
    default: return ofLines(head[start...])
    }
  }

  private static func ofJSON(_ shape: JSONShape) -> ForeignFormat? {
    if let type = shape.texts["type"], cslTypes.contains(type), shape.names.contains("id"),
      ofTables.isDisjoint(with: shape.names)
    {
      return .cslJSON
    }
    if shape.texts["schema"] != nil, shape.others["properties"]?.first == UInt8(ascii: "{") {
      return .followTheMoney
    }
    let isMarked = shape.says("Selector", in: "target")
    if shape.says("ns/anno", in: "@context") || shape.texts["type"].map(annotationTypes.contains) ?? false {
      return .webAnnotations
    }
    if isMarked || shape.says("\"target\"", in: "rows") || shape.says("\"target\"", in: "annotations") {
      return .hypothesis
    }
    if shape.says("schema.org", in: "@context") || shape.names.contains("claimReviewed")
      || shape.texts["@type"] == "ClaimReview"
    {
      return .claimReview
    }
    return nil
  }

  /// Members of rows that no item of CSL has.
  private static let ofTables: Set<String> = [
    "key", "url", "link", "authors", "date", "published", "published_on", "accessed_on", "publisher_key",
    "outlet",
    "speaker", "text", "quote", "name",
  ]

  private static let annotationTypes: Set<String> = ["Annotation", "AnnotationPage", "AnnotationCollection"]

  /// Types of CSL, as far as no table would have them as kinds of its own beside an `id`.
  private static let cslTypes: Set<String> = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia",
    "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map",
    "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book",
    "software",
    "song", "speech", "standard", "thesis", "treaty", "webpage",
  ]

  private static func ofMarkup(_ head: ArraySlice<UInt8>) -> ForeignFormat? {
    let text = String(decoding: head, as: UTF8.self)
    if text.utf8Contains("urn:QDA-XML:project") { return .qda }
    if text.utf8Contains("ClaimReview"), text.utf8Contains("ld+json") { return .claimReview }
    return text.hasPrefix("<!--") ? ofLines(head) : nil
  }

  private static func ofLines(_ head: ArraySlice<UInt8>) -> ForeignFormat? {
    let most = 64 << 10
    let lines = String(decoding: head.prefix(most), as: UTF8.self)
      .split(omittingEmptySubsequences: true) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    if lines.prefix(20).contains(where: { RISReader.field(String($0))?.tag == "TY" }) { return .ris }
    if lines.contains(where: isBibTeX) { return .bibTeX }
    if ActorDictionaryReader.isDictionary(lines.dropLast(head.count > most ? 1 : 0)) {
      return .actorDictionary
    }
    return nil
  }

  /// Whether a line begins an entry: `@book{key,` or `@string(`.
  private static func isBibTeX(_ line: Substring) -> Bool {
    guard line.first == "@" else { return false }
    let type = line.dropFirst().prefix { $0.isLetter && $0.isASCII }
    let rest = line[type.endIndex...].drop { $0 == " " }
    return (rest.first == "{" || rest.first == "(") && BibTeXReader.isType(type.lowercased())
  }
}

/// What the first object of a JSON text shows of itself, as far as the bytes go.
struct JSONShape {
  private(set) var names: [String] = []
  /// Members that are texts.
  private(set) var texts: [String: String] = [:]
  /// The bytes of members that are not, as far as they were read.
  private(set) var others: [String: ArraySlice<UInt8>] = [:]

  /// Whether a member holds some words, however deep.
  func says(_ words: String, in name: String) -> Bool {
    (texts[name] ?? others[name].map { String(decoding: $0.prefix(4096), as: UTF8.self) } ?? "").utf8Contains(
      words)
  }

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    if rest.first == UInt8(ascii: "[") { rest = rest.dropFirst() }
    let copy = Array(rest)
    unsafe copy.withUnsafeBufferPointer { buffer in
      var reader = unsafe JSONReader(buffer)
      // (The bytes may end anywhere, and what is broken is told when it is read.)
      try? reader.object { name, reader in
        names.append(name)
        let start = reader.at
        if reader.peek == UInt8(ascii: "\"") {
          texts[name] = try reader.optionalString()
        } else {
          others[name] = copy[start...]
          try reader.skip()
          others[name] = copy[start..<reader.at]
        }
      }
    }
  }
}

extension String {
  /// Whether the bytes of some words are among those of the text.
  func utf8Contains(_ words: String) -> Bool {
    let (text, wanted) = (Array(utf8), Array(words.utf8))
    guard !wanted.isEmpty, text.count >= wanted.count else { return false }
    return (0...text.count - wanted.count).contains { start in
      text[start] == wanted[0] && text[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
