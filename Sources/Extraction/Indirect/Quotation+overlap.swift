// A clause with words in quotation marks is told by these: it is no indirect quotation too.

extension [Quotation] {
  /// Removes what shares text with a quotation in marks; both lists in the order of the text.
  mutating func removeAll(overlapping marked: [Quotation]) {
    let stretches = marked.flatMap(\.spans)
    var next = 0
    removeAll { quotation in
      guard let first = quotation.spans.first, let last = quotation.spans.last else { return true }
      while next < stretches.count, stretches[next].upperBound <= first.lowerBound { next += 1 }
      return next < stretches.count && stretches[next].lowerBound < last.upperBound
    }
  }
}
