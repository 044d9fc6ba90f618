// Proposals: the quotes that a machine found, as it found them and as they stand now.
import Storage

/// A quote that was extracted from an archived text: one row of the view `proposals`.
public struct Proposal: Sendable, Hashable {
  /// The quote's key, and its status now: `proposed` until a person decides.
  public let key, status: String
  /// The quote's words now.
  public let text: String
  /// The speaker now; nil while it is open.
  public let speaker, speakerKey: String?
  public let source, sourceKey: String
  /// Where the passage stands now, in code points of the archived text, from 0, end excluded.
  public let start, end: Int?
  /// As extracted: `direct`, `mixed` or `indirect`.
  public let kind: String
  /// As extracted, in code points: `120-154`, or `120-154,170-201` where the reporter's words stand between.
  public let spans: String
  /// As extracted: the word that reports, the speaker as written, and through whom the words came.
  public let cue, attributedAs, via: String?
  /// The key of the actor for whom the speaker was taken; where several fit, their keys.
  public let proposedSpeaker: String?
  public let candidates: [String]
  /// From 0 to 1: how often the rule that found it is right.
  public let confidence: Double
  public let rule: String
  /// The extractor's name and version.
  public let extractor: String
}

extension Proposal {
  /// The stretches that `spans` writes.
  var stretches: [Range<Int>] {
    spans.split(separator: ",").compactMap { span in
      let ends = span.split(separator: "-").compactMap { Int($0) }
      return ends.count == 2 && ends[0] <= ends[1] ? ends[0]..<ends[1] : nil
    }
  }
}

/// A question for proposals: by source, then by place in it.
public struct ProposalQuery: Sendable {
  /// A key or title.
  public var source: String?
  /// Whom the quote has as its speaker now: a name or key.
  public var speaker: String?
  /// `direct`, `mixed` or `indirect`.
  public var kind: String?
  /// Found by rules that are right at least so often, from 0 to 1.
  public var minConfidence: Double?
  /// Only those that this person has not decided blind yet.
  public var blindFor: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the proposal with this key.
  public var after: String?

  public init(
    source: String? = nil, speaker: String? = nil, kind: String? = nil, minConfidence: Double? = nil,
    blindFor: String? = nil, status: StatusFilter = .only("proposed"), limit: Int = 0, after: String? = nil
  ) {
    (self.source, self.speaker, self.kind) = (source, speaker, kind)
    (self.minConfidence, self.blindFor) = (minConfidence, blindFor)
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// The proposals that a question asks for.
  public func proposals(_ query: ProposalQuery = ProposalQuery()) throws -> [Proposal] { try records(query) }
}

extension ProposalQuery: Query {
  package static let noun = "proposal"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "proposals", order: "source_key, start, key", limit: limit)
    if let condition = try status.condition() { statement.conditions.append(condition) }
    if let source { statement.conditions.append("source_key = \(try lookup.source(source))") }
    if let speaker { statement.conditions.append("speaker_key = \(try lookup.actor(speaker))") }
    if let kind = try checked(kind, "kind of a quote", Quote.kinds) {
      statement.conditions.append("kind = \(kind)")
    }
    if let minConfidence { statement.conditions.append("confidence >= \(.real(minConfidence))") }
    if let blindFor {
      statement.conditions.append(
        "NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.key = proposals.key AND author = \(blindFor) AND blind)"
      )
    }
    if let after {
      let place = try lookup.connection.first(
        "SELECT source_key, ifnull(start, 0) FROM proposals WHERE key = \(after)"
      ) { (source: $0.text(0) ?? "", start: $0.integer(1) ?? 0) }
      guard let place else {
        throw Failure(.notFound, "--after: there is no '\(lookup.shown(after))' among the proposals")
      }
      statement.position = "(source_key, start, key) > (\(place.source), \(place.start), \(after))"
    }
    return statement
  }

  package static func record(_ row: Row) -> Proposal {
    Proposal(
      key: row.text(0) ?? "", status: row.text(1) ?? "", text: row.text(2) ?? "", speaker: row.text(3),
      speakerKey: row.text(4), source: row.text(5) ?? "", sourceKey: row.text(6) ?? "",
      start: row.integer(7), end: row.integer(8), kind: row.text(9) ?? "", spans: row.text(10) ?? "",
      cue: row.text(11), attributedAs: row.text(12), via: row.text(13), proposedSpeaker: row.text(14),
      candidates: row.list(15), confidence: row.real(16), rule: row.text(17) ?? "",
      extractor: row.text(18) ?? "")
  }
}

/// A proposal in its place: what a reviewer sees.
public struct ProposalInContext: Sendable {
  public let proposal: Proposal
  /// The archived text from some way before the passage to some way after; `passage` is counted in it.
  public let context: String
  /// The passage, in code points of `context`.
  public let passage: Range<Int>
  /// The words as they were extracted: the stretches between which the reporter's own words stand. One, and the
  /// passage itself, once somebody has moved it.
  public let spans: [Range<Int>]
  /// Who the speaker could be, where several fit.
  public let candidates: [(key: String, name: String)]
}

extension KnowledgeBase {
  /// A proposal with the text around it.
  ///
  /// - Parameter around: how many code points before and after.
  /// - Throws: ``Failure`` where there is no such proposal.
  public func proposalInContext(_ key: String, around: Int = 280) throws -> ProposalInContext {
    try read { lookup in
      let proposal = try lookup.connection.first(
        "SELECT * FROM proposals WHERE key = \(key) ORDER BY extracted_at DESC", ProposalQuery.record)
      guard let proposal else {
        throw Failure(.notFound, "there is no proposal '\(lookup.shown(key))'; kb review --list shows them")
      }
      let start = proposal.start ?? 0
      let from = max(0, start - around)
      let length = (proposal.end ?? start) - from + around
      let context =
        try lookup.connection.first(
          "SELECT substr(text, \(from + 1), \(length)) FROM source WHERE key = \(proposal.sourceKey)"
        ) { $0.text(0) ?? "" } ?? ""
      let candidates = try proposal.candidates.map { key in
        (
          key,
          try lookup.connection.first("SELECT name FROM actor WHERE key = \(key)") { $0.text(0) ?? key }
            ?? key
        )
      }
      let passage = start - from..<(proposal.end ?? start) - from
      let spans = proposal.stretches.map { $0.lowerBound - from..<$0.upperBound - from }
      let isMoved =
        spans.first?.lowerBound != passage.lowerBound || spans.last?.upperBound != passage.upperBound
      return ProposalInContext(
        proposal: proposal, context: context, passage: passage, spans: isMoved ? [passage] : spans,
        candidates: candidates)
    }
  }
}
