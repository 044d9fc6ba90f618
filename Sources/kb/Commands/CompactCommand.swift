// kb compact: the file made as small as what it holds.
import ArgumentParser
import KnowledgeBase

struct CompactCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Give back the room of what was deleted, and merge the search indexes.",
    discussion: """
      No row, id or history is lost. It takes about twice the size of the file in room on the disk for a while, and \
      other writers wait.
      """)
  static let examples = ["kb compact", "kb compact --dry-run"]

  @Flag(help: "Change nothing, only say how much room was left by what was deleted.")
  var dryRun = false
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    guard !dryRun else {
      let kb = try file.open(for: .inspecting)
      Shell.note(
        "\(kb.path): at least \(size(try kb.roomToGiveBack())) would be given back; nothing was written")
      return
    }
    let kb = try file.open(for: .mending)
    let done = try kb.compact()
    Shell.note("\(kb.path): \(size(done.before)) before, \(size(done.after)) after")
    if !done.isLogEmpty {
      Shell.note("another program reads the file, so its log can be emptied only later")
    }
  }
}
