// A folder that a test has to itself, gone when the test is over.
import Foundation

public final class Scratch: Sendable {
  public let folder: String

  public init() {
    var template = Array((NSTemporaryDirectory() + "/kb-test-XXXXXX").utf8CString)
    // Unsafe: the template is ours, ends with a NUL, and is copied.
    guard let made = unsafe mkdtemp(&template) else { fatalError("no temporary folder can be made") }
    folder = unsafe String(cString: made)
  }

  deinit {
    // What a test made read-only can be removed again.
    _ = Program.run("/bin/sh", ["-c", "chmod -R u+rwX '\(folder)'; rm -rf '\(folder)'"])
  }

  public func path(_ name: String) -> String { folder + "/" + name }

  /// A knowledge base with the seeds under this name; made once by `kb init`, then copied.
  public func seeded(_ name: String = "kb.sqlite") {
    write(Self.seeds, to: name)
  }

  /// A file as the kb of a released schema left it.
  public func older(_ schema: Int, _ name: String = "old.sqlite") {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let fixture = tests.appendingPathComponent("StorageTests/Fixtures/v\(schema).sqlite.gz").path
    write(Program.run("/bin/sh", ["-c", "gzip -dc '\(fixture)'"]).outputBytes, to: name)
  }

  /// The same as ``seeded(_:)``; or, for a long run, a copy of the file that KB_BASE names.
  public func seededOrBase(_ name: String = "kb.sqlite") {
    guard let base = ProcessInfo.processInfo.environment["KB_BASE"] else { return seeded(name) }
    _ = Program.run("/bin/cp", [base, path(name)])
  }

  private static let seeds: [UInt8] = {
    let scratch = Scratch()
    let made = scratch.kb("init", "--database", "seeds.sqlite")
    guard made.status == 0 else { fatalError("kb init: \(made.errors)") }
    return scratch.bytes("seeds.sqlite")
  }()

  @discardableResult public func write(_ text: String, to name: String) -> String {
    write(Array(text.utf8), to: name)
  }

  @discardableResult public func write(_ bytes: [UInt8], to name: String) -> String {
    _ = FileManager.default.createFile(atPath: path(name), contents: Data(bytes))
    return path(name)
  }

  public func bytes(_ name: String) -> [UInt8] {
    Array(FileManager.default.contents(atPath: path(name)) ?? Data())
  }

  /// The names of all files in the folder, hidden ones too.
  public var files: [String] { files(in: "") }

  /// The names of all files in a folder here.
  public func files(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
  }

  /// Runs the built `kb` here, with a home of its own.
  public func kb(_ arguments: String..., input: String? = nil, environment: [String: String] = [:])
    -> Program.Result
  {
    kb(arguments, input: input, environment: environment)
  }

  public func kb(_ arguments: [String], input: String? = nil, environment: [String: String] = [:])
    -> Program.Result
  {
    var variables = ["HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "USER": "tester"]
    variables.merge(environment) { $1 }
    return Program.run(
      Self.kbBinary, arguments, in: folder, input: input.map { Array($0.utf8) }, environment: variables)
  }

  /// Runs the plain `sqlite3` shell on a file here: any other program that writes.
  public func sqlite3(_ file: String, _ sql: String) -> Program.Result {
    Program.run("/usr/bin/env", ["sqlite3", path(file)], in: folder, input: Array(sql.utf8))
  }

  /// Makes `kb.sqlite.mid` with its log: `kb.sqlite` as a writer leaves it who is killed after one row.
  public func leaveLog() {
    let path = path("kb.sqlite")
    _ = sqlite3(
      "kb.sqlite",
      """
      PRAGMA journal_mode = WAL; INSERT INTO topic (key, label) VALUES ('in-the-log', 'x');
      .shell cp '\(path)' '\(path).mid'; cp '\(path)-wal' '\(path).mid-wal'
      """)
  }

  /// The `kb` that was built beside the tests.
  public static let kbBinary: String = {
    let tests =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
    // The test runner may live in a bundle, or in the toolchain with the bundle as an argument.
    let starts =
      [folder]
      + CommandLine.arguments.filter { $0.contains(".xctest") }.map {
        URL(fileURLWithPath: $0).deletingLastPathComponent()
      }
    for start in starts {
      folder = start
      for _ in 0..<4 {
        let candidate = folder.appendingPathComponent("kb").path
        var isFolder: ObjCBool = false
        // Unsafe: `fileExists` fills a variable of ours and keeps nothing.
        if unsafe FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
          !isFolder.boolValue
        {
          return candidate
        }
        folder = folder.deletingLastPathComponent()
      }
    }
    fatalError("kb was not built beside the tests")
  }()
}
