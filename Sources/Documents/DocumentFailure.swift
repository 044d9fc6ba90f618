// Why a file is no document: one sentence that names the file, says what is wrong and what to do.

public struct DocumentFailure: Error, CustomStringConvertible, Sendable, Equatable {
  /// What sort of failure it is, for programs; people read ``description``.
  public enum Kind: Sendable, Equatable {
    /// There is no such file, or it went away.
    case notFound
    case notPermitted
    /// A folder, a device, a pipe.
    case notAFile
    /// It changed while it was read.
    case changed
    /// No text in it, or only white space.
    case empty
    /// Larger than the limit, nested too deep, or with too many parts.
    case tooLarge
    /// Bytes that are no text in an encoding that is understood, or a file of another sort.
    case notText
    /// Broken or encrypted.
    case unreadable
    /// A program that is needed is missing.
    case missingProgram
    /// It took longer than the time limit.
    case timeOut
  }

  public let kind: Kind
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
