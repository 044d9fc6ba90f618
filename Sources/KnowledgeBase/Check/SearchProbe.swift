// The search indexes compared with their rows, beside the rest of a check-up: it takes as long as all else.
import Foundation
import Storage

/// Asks about each index in turn, on a connection and a thread of its own.
final class SearchProbe: @unchecked Sendable {
  enum Answer {
    /// The index holds what its rows say; or it does not.
    case holds, differs
    /// It could not be asked, for this reason.
    case unasked(String)
  }

  // Written by the one thread, and read when it has ended.
  private var answers: [String: Result<Answer, any Error>] = [:]
  private var rest = "it is not there"
  private let group = DispatchGroup()

  init(_ file: DatabaseFile, indexes: [String]) {
    DispatchQueue.global().async(group: group) { [self] in
      for index in indexes {
        answers[index] = Result { try Self.ask(file, index) }
        // (Who cannot be asked about one will not be about the next, and waiting takes half a minute each time.)
        if case .success(.unasked(let reason)) = answers[index] {
          rest = reason
          return
        }
      }
    }
  }

  /// Waits for the answers about all indexes.
  func answer(_ index: String) throws -> Answer {
    group.wait()
    return try answers[index]?.get() ?? .unasked(rest)
  }

  private static func ask(_ file: DatabaseFile, _ index: String) throws -> Answer {
    do {
      switch try file.holdsItsRows(searchIndex: index) {
      case true?: return .holds
      case false?: return .differs
      case nil: return .unasked("that takes a file that may be written")
      }
    } catch let failure as Failure where failure.kind == .busy {
      return .unasked("another program is writing for a long time")
    }
  }
}
