// The root of the command.
import ArgumentParser
import KnowledgeBase

struct KB: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kb",
    abstract: "Who said what, and where it is written.",
    discussion: """
      Keeps actors, claims, quotes and sources in one SQLite file, each tied to the passage that shows it.
      The file: --database PATH, else $KB_DATABASE, else kb/kb.sqlite in $XDG_DATA_HOME or ~/.local/share, \
      which is made from the built-in seeds when it is first used.
      """,
    version: KnowledgeBase.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Looking up",
        subcommands: [
          QuoteCommand.self, ClaimCommand.self, ActorCommand.self, SourceCommand.self, EventCommand.self,
          StanceCommand.self, MentionCommand.self, ShowCommand.self, TextCommand.self, SearchCommand.self,
          TimelineCommand.self, ArgumentCommand.self, CiteCommand.self, SQLCommand.self, SchemaCommand.self,
          StatsCommand.self,
        ]),
      CommandGroup(
        name: "Reading documents",
        subcommands: [
          IngestCommand.self, ExtractCommand.self, ReviewCommand.self, AcceptCommand.self, RejectCommand.self,
          AgreementCommand.self, AttachCommand.self, VerifyCommand.self,
        ]),
      CommandGroup(name: "Writing", subcommands: [InitCommand.self, ImportCommand.self, ExportCommand.self]),
      CommandGroup(
        name: "Curating",
        subcommands: [
          AddCommand.self, EditCommand.self, RetractCommand.self, RestoreCommand.self, TagCommand.self,
          DuplicatesCommand.self, MergeCommand.self, UnmergeCommand.self, LinkCommand.self, LogCommand.self,
          DiffCommand.self, UndoCommand.self,
        ]),
      CommandGroup(
        name: "Care of the file",
        subcommands: [CheckCommand.self, BackupCommand.self, CompactCommand.self, MigrateCommand.self]),
    ])
}

/// A command whose help ends with examples; a test runs each of them on the seeds.
protocol Exemplified: ParsableCommand {
  static var examples: [String] { get }
}
