// kb edit: changes fields of one record, or the whole of it in a text editor.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase

struct EditCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change one record: fields, or all of it in $EDITOR.",
    usage: "kb edit KEY [--field value …] [--dry-run] [--author <name>] [--note <text>]",
    discussion: """
      An empty value clears a field. alias, topic, with, quote and a source are added to what is there. Without fields the \
      record opens as a dossier in $VISUAL, else $EDITOR, else vi: what is taken out there is taken out of the record. On a \
      mistake the editor opens again with the reason above the text; an emptied or unchanged text changes nothing.

      \(FieldArguments.help)
      """)
  static let examples = [
    "kb edit khamenei --description 'Supreme Leader of Iran since 1989' --dry-run",
    #"EDITOR="sed -i 's/kind: obstacle/kind: condition/'" kb edit domestic-opposition --dry-run"#,
  ]

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("The record, and what to change.", valueName: "key --field value"))
  var words: [String]
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let arguments = try FieldArguments(words)
    guard arguments.leading.count == 1 else {
      throw ValidationError("kb edit is followed by one key, then by its fields.")
    }
    let key = arguments.leading[0]
    let kb = try file.open(for: change.access)
    let authorship = change.who.authorship("kb edit \(key)")
    guard !arguments.fields.isEmpty else {
      return try EditorSession(kb: kb, key: key, by: authorship, isTrial: change.dryRun).run()
    }
    try arguments.check(try kb.kind(of: key))
    var record: RecordChange!
    let edit = try change.edit(kb, by: authorship) {
      record = try $0.set(key, arguments.fields)
    }
    Self.tell(record, edit, isTrial: change.dryRun)
  }

  static func tell(_ record: RecordChange, _ edit: Edit, isTrial: Bool) {
    for remark in record.remarks { Shell.note(remark) }
    for change in record.changes { Shell.note("\(record.key) \(change)") }
    Shell.note(
      record.changes.isEmpty
        ? "\(record.key): nothing changed" : "changed \(record.key)\(edit.ending(isTrial: isTrial))")
  }
}
