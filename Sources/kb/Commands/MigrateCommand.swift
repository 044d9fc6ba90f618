// kb migrate: a file that an older kb made brought up to date, when and how one wants.
import ArgumentParser
import KnowledgeBase

struct MigrateCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring a file that an older kb made up to date.",
    discussion: """
      The first command that writes does so by itself; this one lets you choose when, and where the file is kept as it \
      was: by default beside it, as NAME-2026-11-25T1430Z-schema3.sqlite (UTC). All of it is done or nothing, also when \
      it is stopped. Others read meanwhile what was there before, and writers wait. \
      kb backup --restore goes back to the copy.
      """)
  static let examples = ["kb migrate", "kb migrate --dry-run"]

  @Option(
    help: ArgumentHelp(
      "Keep the file as it was in this new file, which may be on another disk.", valueName: "file"),
    completion: .file())
  var copy: String?
  @Flag(help: "Keep no copy.")
  var noCopy = false
  @Flag(help: "Change nothing, only say what would be done.")
  var dryRun = false
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    if noCopy, copy != nil { throw ValidationError("--copy and --no-copy exclude each other.") }
  }

  mutating func run() throws {
    let kb = try file.open(for: .inspecting)
    let (there, newest) = (try kb.schemaVersion, KnowledgeBase.newestSchema)
    guard there < newest else { return Shell.note("\(kb.path) is up to date: its schema is \(there)") }
    guard !dryRun else {
      let copy = noCopy ? "" : ", and \(size(kb.size)) copied"
      return Shell.note(
        "\(kb.path) would be brought from schema \(there) to \(newest)\(copy); nothing was written")
    }
    _ = try file.open(for: .writing, copy: noCopy ? .none : copy.map { .at($0) } ?? .beside)
  }
}
