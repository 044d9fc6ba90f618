// The command: reads the arguments, runs one subcommand, and turns what went wrong into a sentence and a status.
import ArgumentParser
import Foundation
import KnowledgeBase

do {
  try SystemLimits.prepare()
  var command = try Arguments.command(try Arguments.checked())
  try command.run()
} catch let failure as Failure {
  Shell.complain(failure)
  exit(1)
} catch let status as ExitCode {
  exit(status.rawValue)
} catch {
  Arguments.exit(with: error)
}
