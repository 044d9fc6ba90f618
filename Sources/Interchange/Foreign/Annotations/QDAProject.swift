// What a REFI-QDA project says: codes in a tree, texts, and which stretches are coded with what.
import Documents

/// Gathers a project as its elements go by.
final class QDAProject: XMLTaker {
  struct Source {
    /// `interview.txt`, as the researcher calls it.
    var name: String?
    /// Where the text lies: `internal://….txt`.
    var path: String?
    var text: String?
  }

  struct Selection {
    let line: Int
    let source: Int
    var name: String?
    var start, end: Int?
    /// GUIDs, in capitals.
    var codes: [String] = []
  }

  private(set) var sources: [Source] = []
  private(set) var selections: [Selection] = []
  /// Names of codes by GUID in capitals.
  private(set) var codes: [String: String] = [:]
  /// What has no place, by the name of the element.
  private(set) var others: [String: Int] = [:]
  /// Elements that hold others, or say nothing of words in sources.
  private static let known: Set<String> = [
    "Project", "Users", "User", "CodeBook", "Codes", "Sets", "Sources", "Cases", "Variables", "Links",
    "Graphs",
    "Notes", "Coding", "Description", "MemberCode", "MemberSource", "NoteRef", "VariableValue", "VariableRef",
  ]
  private var isInSelection = false
  private var isInText = false
  private var isInSource = false
  private var content = ""

  func open(_ name: String, _ attributes: [String: String], line: Int) {
    switch name {
    case "Code":
      if let guid = attributes["guid"] { codes[guid.uppercased()] = attributes["name"] }
    case "TextSource", "PDFSource", "AudioSource", "VideoSource", "PictureSource":
      sources.append(Source(name: attributes["name"], path: attributes["plainTextPath"]))
      isInSource = true
    case "Representation", "Transcript":
      // (The text of a PDF or of a recording.)
      if isInSource { sources[sources.count - 1].path = attributes["plainTextPath"] }
    case "PlainTextContent": isInText = isInSource && !isInSelection
    case "PlainTextSelection" where isInSource:
      isInSelection = true
      selections.append(
        Selection(
          line: line, source: sources.count - 1, name: attributes["name"],
          start: attributes["startPosition"].flatMap { Int($0) },
          end: attributes["endPosition"].flatMap { Int($0) }))
    case "CodeRef" where isInSelection:
      if let guid = attributes["targetGUID"] {
        selections[selections.count - 1].codes.append(guid.uppercased())
      }
    case "Case", "Note", "Variable", "Set", "Graph", "Link", "PictureSelection", "PDFSelection",
      "AudioSelection",
      "VideoSelection", "TranscriptSelection":
      others[name, default: 0] += 1
    default: if !Self.known.contains(name) { others[name, default: 0] += 1 }
    }
  }

  func text(_ text: String) { if isInText { content += text } }

  func close(_ name: String) {
    switch name {
    case "PlainTextSelection": isInSelection = false
    case "TextSource", "PDFSource", "AudioSource", "VideoSource", "PictureSource": isInSource = false
    case "PlainTextContent":
      if isInText { sources[sources.count - 1].text = content }
      (isInText, content) = (false, "")
    default: break
    }
  }
}
