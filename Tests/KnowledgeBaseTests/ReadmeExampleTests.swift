// What the README's Swift does, on the seeds.
import Interchange
import Scratch
import Testing

@testable import KnowledgeBase

@Suite struct ReadmeExampleTests {
  @Test func theExampleTakesItsCorrectionBack() throws {
    let scratch = Scratch()
    scratch.seeded()
    let before = try KnowledgeBase(path: scratch.path("kb.sqlite")).quotes()
    try correct(at: scratch.path("kb.sqlite"))
    let kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
    #expect(try kb.quotes() == before)
    #expect(try kb.changesets(ChangesetQuery(author: "ada")).map(\.command) == ["undo", "correction"])
  }
}
