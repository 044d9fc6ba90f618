// kb backup: a copy to go back to, and going back.
import ArgumentParser
import KnowledgeBase

struct BackupCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the file while others write, or put a copy in its place.",
    discussion: """
      The copy is consistent, checked before it gets its name, and one file; nothing is ever overwritten. Without a \
      name it lies beside the file, as NAME-2026-11-25T1430Z-schema3.sqlite (UTC); a folder will do too. With \
      --restore, the copy takes the place of the file, which is kept beside it; close other programs first.
      """)
  static let examples = ["kb backup", "kb backup before-the-merge.sqlite --dry-run"]

  @Argument(
    help: ArgumentHelp(
      "Where to: a new file, or a folder. With --restore: the backup.", valueName: "file"),
    completion: .file())
  var place: String?
  @Flag(help: "Put this backup in the place of the file.")
  var restore = false
  @Flag(help: "Change nothing, only say what would be done.")
  var dryRun = false
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    if restore, place == nil {
      throw ValidationError("--restore takes the backup: kb backup --restore FILE.")
    }
  }

  mutating func run() throws {
    if restore {
      let path = file.place.path
      if !dryRun { try file.makeFolder() }
      let done = try KnowledgeBase.restore(place ?? "", at: path, isTrial: dryRun)
      Shell.note("\(done.backup.path): sound, \(size(done.backup.size)), \(counted(done.backup.rows, "row"))")
      Shell.note("\(path) \(dryRun ? "would be" : "is now") what that backup holds")
      if let kept = done.kept {
        Shell.note("what it replace\(dryRun ? "s would be" : "d is") kept as \(kept)")
      }
      return
    }
    let kb = try file.open(for: .inspecting)
    if dryRun {
      Shell.note("a copy would be written to \(try kb.backupPlace(place)); nothing was written")
      return
    }
    let backup = try kb.backUp(to: place)
    try Shell.print(backup.path)
    Shell.note("\(size(backup.size)), \(counted(backup.rows, "row")): checked, and sound")
  }
}

/// "412 MB", "3.1 MB", "96 kB".
func size(_ bytes: Int) -> String {
  switch bytes {
  case ..<1_000_000: "\((bytes + 500) / 1000) kB"
  case ..<10_000_000: "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
  default: "\((bytes / 1_000_000).grouped) MB"
  }
}
