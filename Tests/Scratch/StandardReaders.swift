// The standards' own readers: programs of others, in the Python that has them.
import Foundation

public enum StandardReaders {
  /// The Python that KB_PYTHON names, else python3.
  public static let python = ProcessInfo.processInfo.environment["KB_PYTHON"] ?? "python3"

  /// Whether these modules are there. Where KB_READERS is 1, one that is missing ends the test run: there they are said to
  /// be (`pip install -r Tests/readers.txt`).
  public static func have(_ modules: String) -> Bool {
    let found = Program.run("/usr/bin/env", [python, "-c", "import \(modules)"])
    if found.status != 0, ProcessInfo.processInfo.environment["KB_READERS"] == "1" {
      fatalError("\(python) does not have \(modules): \(found.errors)")
    }
    return found.status == 0
  }
}

extension Scratch {
  /// Runs a script of Python here.
  public func python(_ script: String) -> Program.Result {
    Program.run("/usr/bin/env", [StandardReaders.python, "-c", script], in: folder)
  }
}
