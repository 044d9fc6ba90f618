// kb actor: who can speak, act or be spoken about.
import ArgumentParser
import KnowledgeBase
import Storage

struct ActorCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "actor", abstract: "Actors; with a name, that actor with names and roles.",
    discussion:
      "By key. A name is looked up in any form: key, alias, transliteration, metonym or title, in any script."
  )
  static let examples = ["kb actor Tehran", "kb actor --kind person --format table"]

  @Argument(help: "A name in any form, or a key.")
  var name: [String] = []
  @Option(help: "person, state, government, armed-force, organisation, alliance, faction, office or outlet.")
  var kind: String?
  @Option(help: ArgumentHelp("ISO 3166-1 alpha-2: IR, US.", valueName: "code"))
  var country: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "name", "kind", "country", "description", "names"]

  static func position(_ actor: Actor) -> String { actor.key }

  func question() -> ActorQuery {
    ActorQuery(
      joined(name), kind: kind, country: country, status: filter(status), limit: list.limit(),
      after: list.after)
  }

  func text(_ actor: Actor, _ lookup: Lookup) -> String {
    let head = actor.printed()
    guard !name.isEmpty else { return head }
    var lines = [head]
    let others = actor.names.dropFirst()
    if !others.isEmpty { lines.append("  also: " + others.map(Style.safe).joined(separator: "; ")) }
    lines += actor.roles.map { "  \(Style.safe($0))" }
    return lines.joined(separator: "\n")
  }
}

extension Actor {
  /// One line: the name, what it is, and the key.
  func printed() -> String {
    let what = Style.line([kind, country, description.map(Style.safe)])
    return "\(Style.bold(Style.safe(name)))\(Style.mark(status)) · \(what) · \(Style.dim(key))"
  }
}
