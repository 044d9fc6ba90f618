// Dates: the rules in Swift and the rules in SQL are the same rules.
import KnowledgeBase
import Scratch
import Testing

@Suite struct EDTFTests {
  static let dates = [
    "2019", "2019-05", "2019-05-14", "2019-05~", "2019?", "2019-05-14%", "1979/..", "../1979", "1979/",
    "/1979", "1979/1981", "2019-02-29",
    "2020-02-29", "2019-13", "2019-00", "2019-05-00", "2019-05-32", "2019-04-31", "XXXX-01-31", "201X",
    "20XX", "2019-XX", "2019-0X",
    "2019-1X", "2019-X2", "2019-XX-31", "2019-02-3X", "2019-02-XX", "XXXX-02-29", "2019-21", "2019-24",
    "2019-25", "2019-21~", "-0044",
    "-0044-03-15", "Y12345", "Y-12345", "Y1234", "Y012345", "Y123456789012", "Y1234567890123",
    "2019-05-14T10:20:30", "2019-05-14T10:20:30Z",
    "2019-05-14T10:20:30+03:30", "2019-05-14T25:20:30", "2019-05-14T10:20", "2019/2018", "2019-05/2019-04",
    "../..", "/", "", "..",
    "2019-05-14/2019-05-14", "2019//2020", "2019-5-14", "19", "02019", " 2019", "2019 ", "2019~?",
    "2019-05-14T10:20:30/2020", "XXXX", "X019",
    "2019-XX-XX", "XXXX-XX-XX", "-XXXX", "2019-X0-X1", "2019-05-X9", "2019-05-3X", "2019-02-X9", "2019-02-X0",
    "٢٠١٩", "２０１９", "2019-05-14~/..", "1985-04-12/..", "2019é",
  ]

  @Test func swiftAndSQLAgree() {
    let scratch = Scratch()
    #expect(scratch.kb("init", "--empty", "--database", "kb.sqlite").status == 0)
    // Each in a statement of its own: sqlite3 goes on after an error.
    let inserts = Self.dates.enumerated().map { "insert into edtf (text) values ('\($0.element)');" }.joined(
      separator: "\n")
    _ = scratch.sqlite3("kb.sqlite", inserts)
    var stored: [String: String] = [:]
    for line in scratch.sqlite3("kb.sqlite", "select text, earliest, latest from edtf").lines {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      stored[parts[0]] = "\(parts[1]) \(parts[2])"
    }
    for date in Self.dates {
      let read = (try? EDTF(date)).map { "\($0.earliest) \($0.latest)" }
      #expect(read == stored[date], "'\(date)': Swift \(read ?? "refuses"), SQL \(stored[date] ?? "refuses")")
    }
    #expect(stored.count > 40)
  }

  @Test func knownDays() throws {
    #expect(try EDTF("XXXX-01-31").earliest == 131 && EDTF("XXXX-01-31").latest == 9999_01_31)
    #expect(try EDTF("1979/..").latest == 9999_12_31)
    #expect(try EDTF("2020-02").latest == 2020_02_29)
    #expect(throws: Failure.self) { try EDTF("yesterday") }
  }
}
