// kb-faults: kills, starves, corrupts and crowds the built kb, and counts what is lost. README.md says how to run it.
import ArgumentParser
import Foundation

@main struct Faults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kb-faults",
    abstract: "Kill, starve, corrupt and crowd the built kb, and count what is lost.",
    discussion: """
      Without a name, all drivers run: 2,000 kills, 2,000 losses of power, 5,000 damaged files. The exit status is 1 \
      where anything was lost. Needs sqlite3; Linux only, for the layer that fails on purpose is put before kb with \
      LD_PRELOAD.
      """)

  enum Driver: String, ExpressibleByArgument, CaseIterable { case crash, power, starve, corrupt, crowd }

  @Argument(help: ArgumentHelp("crash, power, starve, corrupt or crowd; all of them where none is named."))
  var drivers: [Driver] = []
  @Flag(help: "The form for every change: under five minutes.")
  var short = false
  @Option(help: ArgumentHelp("How many faults each driver tries.", valueName: "n"))
  var runs: Int?
  @Option(help: ArgumentHelp("No further fault is begun after so many.", valueName: "minutes"))
  var minutes: Double?
  @Option(help: ArgumentHelp("What decides the choices.", valueName: "n"))
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("The kb to try; else the one beside this program.", valueName: "path"))
  var kb: String?
  @Option(
    help: ArgumentHelp("A kb of an earlier schema, to be tried on one file with this one.", valueName: "path")
  )
  var older: String?
  @Option(help: ArgumentHelp("Where the page goes; else standard output.", valueName: "file"))
  var page: String?
  @Option(help: ArgumentHelp("How many faults at a time.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  mutating func run() throws {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    let binary = URL(fileURLWithPath: kb ?? beside + "/kb").standardizedFileURL.path
    let layer = beside + "/libFaultyIO.so"
    for needed in [binary, layer, older].compactMap({ $0 }) where unsafe access(needed, R_OK) != 0 {
      throw ValidationError("\(needed) is not there: build everything with swift build.")
    }
    let folder =
      URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path + "/kb-faults-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let settings = Settings(
      kb: binary, layer: layer, folder: folder,
      older: older.map { URL(fileURLWithPath: $0).standardizedFileURL.path }, seed: seed, isShort: short,
      runs: runs, jobs: jobs,
      end: minutes.map { Date() + $0 * 60 })
    let tally = Tally(keepingIn: folder)
    let started = Date()
    let stage = try Stage(settings)
    let chosen = drivers.isEmpty ? Driver.allCases : drivers
    let references = try Act.all.map { try Reference($0, on: stage) }
    for driver in chosen {
      let killing = Killing(stage: stage, tally: tally, references: references)
      switch driver {
      case .crash: killing.crash(runs ?? (short ? 105 : 2000))
      case .power: killing.power(runs ?? (short ? 63 : 2000))
      case .starve:
        let lookups = try Act.lookups.map { try Reference($0, on: stage) }
        Starving(stage: stage, tally: tally, references: references + lookups).run(
          runs ?? (short ? 75 : 3000))
      case .corrupt:
        Corrupting(stage: stage, tally: tally).run(runs ?? (short ? 40 : 5000), questions: short ? 3 : 6)
      case .crowd:
        Crowding(stage: stage, tally: tally).run(rounds: runs ?? (short ? 1 : 40), seconds: short ? 5 : 60)
      }
    }
    let version = stage.run(["--version"], in: folder).output.filter { $0 != "\n" }
    let text = Page(settings: settings, tally: tally, started: started, version: "kb \(version)").text
    if let page { try text.write(toFile: page, atomically: true, encoding: .utf8) } else { print(text) }
    if tally.all.losses.isEmpty {
      try FileManager.default.removeItem(atPath: folder)
    } else {
      throw ExitCode(1)
    }
  }
}
