// One record in a text editor, again and again until its text is taken, given up, or unchanged.
import Foundation
import Interchange
import KnowledgeBase

struct EditorSession {
  private let kb: KnowledgeBase
  private let authorship: Authorship
  private let isTrial: Bool
  private let record: RecordText
  private let editor: TextEditor
  /// How often a program that edits, with nobody at a terminal, may be wrong.
  private static let unattended = 3

  /// - Throws: ``Failure`` for a record that no dossier holds, and where there is no editor.
  init(kb: KnowledgeBase, key: String, by authorship: Authorship, isTrial: Bool) throws {
    (self.kb, self.authorship, self.isTrial) = (kb, authorship, isTrial)
    record = try kb.recordText(key)
    editor = try TextEditor(name: record.key, ending: ".yaml")
  }

  func run() throws {
    var text = record.text
    var mistake: String?
    var mistakes = 0
    while true {
      let header = header(mistake)
      let edited = try withoutHeader(try editor.edited(header + text))
      if edited.allSatisfy({ $0.isWhitespace }) || edited.utf8.elementsEqual(record.text.utf8) {
        editor.remove()
        return Shell.note("\(record.key): nothing changed")
      }
      // (An editor that does not open, or a user who has enough, leaves the mistake as it is.)
      if let mistake, edited.utf8.elementsEqual(text.utf8) {
        throw Failure(.invalid, "\(mistake); the text is in \(editor.path)")
      }
      do {
        let lines = self.header("").count { $0 == "\n" }
        let (change, edit) = try kb.edit(
          record, to: edited, linesAbove: lines, by: authorship, isTrial: isTrial)
        editor.remove()
        return EditCommand.tell(change, edit, isTrial: isTrial)
      } catch let failure as Failure
        where failure.kind == .invalid || failure.kind == .notFound || failure.kind == .ambiguous
      {
        (mistake, text) = (failure.description, edited)
        mistakes += 1
        if mistakes == Self.unattended, isatty(STDIN_FILENO) == 0 {
          throw Failure(failure.kind, "\(failure); the text is in \(editor.path)")
        }
      } catch let failure as Failure {
        throw Failure(failure.kind, "\(failure); the text is in \(editor.path)")
      }
    }
  }

  /// What stands above the text: what to do, or what was wrong with it.
  private func header(_ mistake: String?) -> String {
    let shown = mistake.map {
      "# NOT TAKEN: \($0.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    }
    return (shown ?? "") + """
      # \(record.key): save to change the record, empty the text to leave it as it is.
      # What you take out is taken out of the record. These lines are not part of it.

      """
  }

  /// The text without the comments that stand at its beginning.
  private func withoutHeader(_ bytes: [UInt8]) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.invalid, "the text is not UTF-8; it is in \(editor.path)")
    }
    return String(text.trimmingHeader)
  }
}

extension String {
  fileprivate var trimmingHeader: Substring {
    var rest = self[...]
    while rest.utf8.first == UInt8(ascii: "#") {
      guard let end = rest.unicodeScalars.firstIndex(of: "\n") else { return "" }
      rest = rest[rest.unicodeScalars.index(after: end)...]
    }
    return rest
  }
}
