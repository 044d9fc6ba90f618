// kb init: makes the file.
import ArgumentParser
import Interchange
import KnowledgeBase

struct InitCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make the knowledge base file, with the built-in seeds.")
  static let examples = ["kb init --database iran.sqlite", "kb init --empty --database empty.sqlite"]

  @Flag(help: "Without the seeds.")
  var empty = false
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let path = file.place.path
    try file.makeFolder()
    if empty { try KnowledgeBase.createEmpty(at: path) } else { try KnowledgeBase.createSeeded(at: path) }
    Shell.note("made \(path)\(empty ? ", empty" : " from the built-in seeds")")
  }
}
