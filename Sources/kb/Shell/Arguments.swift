// What comes in from the shell: bytes that must be UTF-8, pairs of -p, and the way out with a status.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase

enum Arguments {
  /// Stands between the name and the value of a parameter, once the two are one argument.
  static let pairSeparator: Character = "\u{1F}"

  /// The arguments after the command's name.
  ///
  /// - Throws: a usage error where one is not UTF-8: Swift would repair it in silence.
  static func checked() throws -> [String] {
    var arguments: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      // Unsafe: the arguments live as long as the program, `argc` of them, and each ends with a NUL.
      guard let pointer = unsafe CommandLine.unsafeArgv[index],
        let argument = unsafe String(validatingCString: pointer)
      else {
        Shell.note("kb: argument \(index) is not UTF-8")
        Foundation.exit(64)
      }
      arguments.append(argument)
    }
    return paired(arguments)
  }

  /// The command that the arguments ask for.
  ///
  /// A subcommand that is named first is parsed by itself, which spares the start-up the tree of all commands.
  /// Where that fails or help is asked for, the tree says what it has to say.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    if let type = commands.first(where: { $0.configuration.commandName == arguments.first }),
      !arguments.contains(where: { ["-h", "--help", "--version"].contains($0) }),
      let command = try? type.parseAsRoot(Array(arguments.dropFirst())), Swift.type(of: command) == type
    {
      return command
    }
    return try KB.parseAsRoot(arguments)
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
      guard result.count > command else { continue }
      if argument == "-p" || argument == "--param", rest.count >= 2 {
        result.append("\(rest.removeFirst())\(pairSeparator)\(rest.removeFirst())")
      } else if argument.hasPrefix("--param="), let value = rest.popFirst() {
        result[result.count - 1] += "\(pairSeparator)\(value)"
      }
    }
    return result
  }

  /// Help and version go to stdout with status 0; wrong usage goes to stderr with status 64.
  static func exit(with error: any Error) -> Never {
    let code = KB.exitCode(for: error)
    guard code == .success else {
      Shell.say(mistake(error) + "\n")
      Foundation.exit(code == .validationFailure ? 64 : code.rawValue)
    }
    let message = KB.fullMessage(for: error)
    do {
      try Shell.print(message.contains("USAGE: kb") ? message + examples : message)
    } catch {
      Shell.note("kb: \(error)")
      Foundation.exit(1)
    }
    Foundation.exit(0)
  }

  private static func mistake(_ error: any Error) -> String {
    let first = CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") }
    let names = commands.compactMap { $0.configuration.commandName } + ["help"]
    if let first, !names.contains(first), CommandLine.arguments.dropFirst().first == first {
      let shown = DisplayWidth.visible(String(first.prefix(80)), keepsLines: false)
      let near = Nearest.three(to: first.lowercased(), among: names) { $0 }
      return
        "kb: there is no command '\(shown)'\(near.isEmpty ? "; kb --help lists them" : Nearest.hint(near))"
    }
    // What a command itself finds wrong comes without its usage.
    if let mistake = error as? ValidationError {
      return "kb: \(DisplayWidth.visible(mistake.message, keepsLines: false)) See: kb \(first ?? "") --help"
    }
    return DisplayWidth.visible(KB.fullMessage(for: error))
  }

  static var commands: [any ParsableCommand.Type] {
    KB.configuration.groupedSubcommands.flatMap(\.subcommands)
  }

  private static var examples: String {
    let named = CommandLine.arguments.dropFirst().compactMap { argument in
      commands.first { $0.configuration.commandName == argument }
    }
    let general = ["kb quote --speaker Khamenei", "kb argument strategic-deal"]
    let examples = (named.first as? any Exemplified.Type)?.examples ?? general
    return "\n\nEXAMPLES:\n" + examples.map { "  \($0)" }.joined(separator: "\n") + "\n"
  }
}
