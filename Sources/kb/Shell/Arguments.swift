// What comes in from the shell: bytes that must be UTF-8, pairs of -p, and the way out with a status.
import ArgumentParser
import Foundation

enum Arguments {
  /// Stands between the name and the value of a parameter, once the two are one argument.
  static let pairSeparator: Character = "\u{1F}"

  /// The arguments after the command's name.
  ///
  /// - Throws: a usage error where one is not UTF-8: Swift would repair it in silence.
  static func checked() throws -> [String] {
    var arguments: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let pointer = CommandLine.unsafeArgv[index], let argument = String(validatingCString: pointer)
      else {
        Shell.complain("argument \(index) is not UTF-8")
        Foundation.exit(64)
      }
      arguments.append(argument)
    }
    return paired(arguments)
  }

  /// `-p name value` becomes one option with one value, which is what the parser knows.
  static func paired(_ arguments: [String]) -> [String] {
    guard let command = arguments.firstIndex(of: "sql") else { return arguments }
    var result: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      result.append(argument)
      if argument == "--" {
        result += rest
        break
      }
      guard result.count > command, argument == "-p" || argument == "--param", rest.count >= 2 else {
        continue
      }
      result.append("\(rest.removeFirst())\(pairSeparator)\(rest.removeFirst())")
    }
    return result
  }

  /// Help and version go to stdout with status 0; wrong usage goes to stderr with status 64.
  static func exit(with error: any Error) -> Never {
    let code = KB.exitCode(for: error)
    let message = KB.fullMessage(for: error)
    guard code == .success else {
      FileHandle.standardError.write(Data((message + "\n").utf8))
      Foundation.exit(code == .validationFailure ? 64 : code.rawValue)
    }
    var text = message
    if message.contains("USAGE: kb") { text += examples(for: CommandLine.arguments.dropFirst()) }
    FileHandle.standardOutput.write(Data((text + (text.hasSuffix("\n") ? "" : "\n")).utf8))
    Foundation.exit(0)
  }

  static var commands: [any ParsableCommand.Type] {
    KB.configuration.groupedSubcommands.flatMap(\.subcommands)
  }

  private static func examples(for arguments: some Sequence<String>) -> String {
    let named = arguments.compactMap { argument in commands.first { $0.configuration.commandName == argument }
    }.first
    let examples =
      (named as? any Exemplified.Type)?.examples ?? [
        "kb quote --speaker Khamenei", "kb argument strategic-deal",
      ]
    return "\n\nEXAMPLES:\n" + examples.map { "  \($0)" }.joined(separator: "\n") + "\n"
  }
}
