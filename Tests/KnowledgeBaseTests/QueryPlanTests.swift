// No lookup that asks for something reads a whole table: what --sql prints, explained by sqlite3.
import Scratch
import Testing

@Suite struct QueryPlanTests {
  let scratch = Scratch()

  init() { scratch.seeded() }

  @Test(arguments: [
    ["quote"], ["quote", "--speaker", "Khamenei"], ["quote", "sanctions"], ["quote", "--about", "Iran"],
    ["quote", "--topic", "diplomacy"],
    ["quote", "--source", "wana-jan-31"], ["quote", "--publisher", "WANA"],
    ["quote", "--since", "2019", "--until", "2019"],
    ["quote", "--language", "fa"], ["quote", "--kind", "indirect"], ["quote", "--status", "proposed"],
    ["quote", "--after", "khamenei-our-problem"],
    ["claim", "sanctions"], ["claim", "--by", "WANA"], ["claim", "--about", "Iran"],
    ["claim", "--kind", "obstacle"], ["claim", "--topic", "sanctions"],
    ["claim", "--source", "wana-jan-31"], ["actor", "Khamenei"], ["source", "bargain"],
    ["source", "--publisher", "WANA"], ["source", "--since", "2019"],
    ["source"], ["event", "JCPOA"], ["event", "--with", "Iran"], ["event", "--topic", "jcpoa"], ["event"],
    ["stance", "--actor", "IRGC"],
    ["stance", "--on", "strategic-deal"], ["mention", "--actor", "Khamenei"],
    ["mention", "--source", "reading-note"], ["show", "khamenei"],
    ["show", "strategic-deal"], ["show", "wana-jan-31"], ["show", "khamenei-our-problem"],
    ["show", "jcpoa-concluded"],
    ["text", "reading-note"], ["search", "sanctions"], ["timeline", "--actor", "Khamenei"],
    ["timeline", "--topic", "sanctions"],
    ["argument", "strategic-deal"],
  ])
  func usesAnIndex(_ command: [String]) {
    let printed = scratch.kb(command + ["--sql", "--database", "kb.sqlite"])
    #expect(printed.status == 0, "\(printed.errors)")
    for statement in printed.output.split(separator: ";\n") {
      let plan = scratch.sqlite3("kb.sqlite", "explain query plan \(statement);")
      #expect(plan.errors == "")
      let tables = [
        "actor", "name", "role", "source", "passage", "mention", "quote", "appearance", "claim", "relation",
        "stance", "event", "participant", "topic", "tag", "evidence",
      ]
      for line in plan.lines {
        let words = line.drop { "|-` ".contains($0) }.split(separator: " ").map(String.init)
        guard words.first == "SCAN", let alias = words.dropFirst().first else { continue }
        let table =
          [
            "speaker": "actor", "publisher": "actor", "origin": "source", "person": "actor",
            "organisation": "actor", "a": "claim", "b": "claim", "above": "topic",
          ][alias] ?? alias
        // In the order of an index, a list that is cut stops early.
        let isOrdered =
          line.contains("USING INDEX") || line.contains("USING COVERING INDEX")
          || line.contains("VIRTUAL TABLE")
        #expect(
          !tables.contains(table) || isOrdered, "\(command.joined(separator: " ")): \(line)\n\(plan.output)")
      }
    }
  }
}
