// Documents in: read and searched by other threads, written by one, some megabytes a transaction.
import Documents
import Extraction
import Foundation
import KnowledgeBase
import Storage

/// What an ingestion did.
public struct IngestReport: Sendable {
  public struct Refusal: Sendable, Hashable {
    public let path, reason: String
  }

  /// How many documents were looked at.
  public internal(set) var read = 0
  public internal(set) var new = 0
  public internal(set) var versions = 0
  /// Sources that were cited already and have their text now.
  public internal(set) var attached = 0
  public internal(set) var unchanged = 0
  public internal(set) var refused: [Refusal] = []
  /// What lies in the folders and is no document by its name, or was there before under another.
  public internal(set) var skipped = 0
  /// Archived texts that were looked through again.
  public internal(set) var again = 0
  /// What was proposed.
  public internal(set) var quotes = 0
  public internal(set) var mentions = 0
  public internal(set) var actors = 0
  /// One for each transaction; none for a trial.
  public internal(set) var changesets: [String] = []
  /// Whether it was told to stop before the end.
  public internal(set) var isStopped = false
}

/// How far an ingestion has come.
public enum IngestEvent: Sendable {
  /// So many of so many documents.
  case progress(Int, of: Int)
  /// Something that the user should know of one document, in a sentence that need not name it.
  case note(path: String, String)
  case refused(IngestReport.Refusal)
  case outcome(path: String, DocumentOutcome)
}

extension KnowledgeBase {
  /// Archives documents and proposes the quotes and mentions that are found in them.
  ///
  /// The same bytes twice are one source. Other bytes at the address of an earlier document (its URL, else its
  /// path) are a new version, which leaves the pins of the old one alone. A source that is cited here without its text,
  /// under the file's name or its URL, gets its text. What cannot be read is refused, and the rest go on.
  ///
  /// Finished documents are written every two seconds or so: when the work is cut off, each document is there whole or not
  /// at all, and doing the same again does the rest.
  ///
  /// - Parameters:
  ///   - files: documents and folders; a folder stands for all documents in it.
  ///   - isStopped: asked between documents.
  /// - Throws: ``Failure`` for wrong flags, and where the knowledge base cannot be written.
  public func ingest(
    _ files: [String], flags: IngestFlags = IngestFlags(), by authorship: Authorship, isTrial: Bool = false,
    isStopped: () -> Bool = { false }, tell: (IngestEvent) -> Void = { _ in }
  ) throws -> IngestReport {
    try flags.check()
    var report = IngestReport()
    var inputs: [DocumentInput] = []
    for found in DocumentFinder(files) {
      switch found {
      case .document(let path): inputs.append(.file(path))
      case .other: report.skipped += 1
      // What the user named must be there; what only lies in a folder may be anything.
      case .skipped(let path, let why):
        if files.contains(path) {
          report.refuse(path, why, tell)
        } else {
          report.skipped += 1
          tell(.note(path: path, why))
        }
      }
    }
    try ingest(inputs, flags, authorship, isTrial, &report, isStopped, tell)
    return report
  }

  /// Archives one document whose bytes are at hand, such as standard input.
  public func ingest(
    _ bytes: [UInt8], named name: String, flags: IngestFlags = IngestFlags(), by authorship: Authorship,
    isTrial: Bool = false, tell: (IngestEvent) -> Void = { _ in }
  ) throws -> IngestReport {
    try flags.check()
    var report = IngestReport()
    try ingest([.bytes(bytes, name)], flags, authorship, isTrial, &report, { false }, tell)
    return report
  }

  private func ingest(
    _ inputs: [DocumentInput], _ flags: IngestFlags, _ authorship: Authorship, _ isTrial: Bool,
    _ report: inout IngestReport, _ isStopped: () -> Bool, _ tell: (IngestEvent) -> Void
  ) throws {
    guard !inputs.isEmpty else { return }
    let reading = try DocumentSearch(cast: cast(), archive: KnowledgeBase(path: path), flags: flags)
    let ahead = ReadAhead(inputs, threads: 2, size: \.size) { reading.read($0) }
    defer { ahead.stop() }
    let speakers = NewSpeakers(reading.cast)
    var next = ahead.take()
    while next != nil, !report.isStopped {
      var batch = report
      let edit = try edit(authorship, isTrial: isTrial, isBulk: true) { editor in
        batch = report
        let writer = try DocumentWriter(editor, cast: reading.cast, speakers: speakers, flags: flags)
        let end = DispatchTime.now() + .seconds(2)
        var size = 0
        while let reading = next {
          size += reading.size
          try writer.take(reading, &batch, tell)
          tell(.progress(batch.read, of: inputs.count))
          batch.isStopped = isStopped()
          next = batch.isStopped ? nil : ahead.take()
          if !isTrial, size > 16_000_000 || DispatchTime.now() > end { break }
        }
        try writer.finish()
      }
      report = batch
      report.isStopped = report.isStopped && report.read < inputs.count
      report.quotes += edit.added["proposal"] ?? 0
      report.mentions += edit.added["mention"] ?? 0
      report.actors += edit.added["actor"] ?? 0
      if let changeset = edit.changeset { report.changesets.append(changeset) }
    }
  }
}

extension IngestReport {
  fileprivate mutating func refuse(_ path: String, _ reason: String, _ tell: (IngestEvent) -> Void) {
    let refusal = Refusal(path: path, reason: reason)
    refused.append(refusal)
    tell(.refused(refusal))
  }
}

extension DocumentWriter {
  /// Writes what was read, or notes why it could not be.
  fileprivate func take(
    _ reading: DocumentReading, _ report: inout IngestReport, _ tell: (IngestEvent) -> Void
  ) throws {
    report.read += 1
    switch reading {
    case .known: report.unchanged += 1
    case .refused(let path, let reason): report.refuse(path, reason, tell)
    case .read(let prepared):
      for note in prepared.document.notes { tell(.note(path: prepared.path, note)) }
      do {
        let outcome = try write(prepared)
        switch outcome {
        case .new: report.new += 1
        case .version: report.versions += 1
        case .attached: report.attached += 1
        case .unchanged: report.unchanged += 1
        }
        tell(.outcome(path: prepared.path, outcome))
      } catch let failure as Failure where failure.kind == .invalid {
        report.refuse(prepared.path, failure.description, tell)
      }
    }
  }
}
