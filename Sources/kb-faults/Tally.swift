// What was tried and what was lost, gathered from all threads.
import Foundation

/// One kind of fault.
struct Kind: Hashable, Comparable {
  let driver, name: String
  static func < (a: Kind, b: Kind) -> Bool { (a.driver, a.name) < (b.driver, b.name) }
}

final class Tally: @unchecked Sendable {
  // All under the lock.
  private let lock = NSLock()
  private var counts: [Kind: (tried: Int, losses: Int)] = [:]
  private var lines: [String] = []
  private var remarks: [String] = []
  private let folder: String

  /// - Parameter folder: where the remains of losses are kept.
  init(keepingIn folder: String) { self.folder = folder }

  /// Counts one fault.
  ///
  /// - Parameters:
  ///   - problems: what is not as it should be; empty where nothing was lost.
  ///   - remains: the folder to keep where there are any.
  func add(_ driver: String, _ name: String, _ problems: [String], how: String, remains: String? = nil) {
    lock.lock()
    defer { lock.unlock() }
    let kind = Kind(driver: driver, name: name)
    let before = counts[kind] ?? (0, 0)
    counts[kind] = (before.tried + 1, before.losses + (problems.isEmpty ? 0 : 1))
    guard !problems.isEmpty else { return }
    var line = "\(driver), \(name): \(problems.joined(separator: "; ")) (\(how))"
    if let remains, lines.count < 50 {
      let kept = "\(folder)/loss-\(lines.count + 1)"
      try? FileManager.default.copyItem(atPath: remains, toPath: kept)
      line += " in \(kept)"
    }
    lines.append(line)
    FileHandle.standardError.write(Data("LOSS \(line)\n".utf8))
  }

  /// Something that a reader of the page should know: a figure, or what could not be tried.
  func remark(_ text: String) {
    lock.lock()
    defer { lock.unlock() }
    remarks.append(text)
  }

  var all: (counts: [(kind: Kind, tried: Int, losses: Int)], losses: [String], remarks: [String]) {
    lock.lock()
    defer { lock.unlock() }
    return (
      counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.tried, $0.value.losses) }, lines, remarks
    )
  }
}
