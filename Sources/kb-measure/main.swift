// kb-measure: how right and how fast extraction is, on a folder of corpora that is not part of the project.
import Foundation

let usage = """
  usage: kb-measure accuracy CORPORA [--all]   figures for quotations; --all scores the part kept aside too
         kb-measure speed CORPORA              time for the texts of CORPORA/tehran-times
         kb-measure dump FILE.jsonl            what is found, as JSON lines, to read errors by
  """

/// Says what went wrong and that there is no figure.
func stop(_ reason: String) -> Never {
  FileHandle.standardError.write(Data("\(reason)\nNothing was measured.\n".utf8))
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else { stop(usage) }
do {
  let folder = URL(fileURLWithPath: arguments[1])
  switch arguments[0] {
  case "accuracy":
    try Accuracy(folder: folder, includesKeptAside: arguments.contains("--all")).print()
    try NamedSpeaker(file: folder.appendingPathComponent("tehran-times-pairs.jsonl")).print()
    measurePages(corpora: arguments[1])
  case "speed": try Speed(folder: folder).print()
  case "dump": try Dump(file: folder).print()
  default: stop(usage)
  }
} catch {
  stop("\(error)")
}
