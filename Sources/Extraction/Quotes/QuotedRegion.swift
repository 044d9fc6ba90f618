// A stretch in quotation marks.

/// A stretch between quotation marks, nested ones inside it included.
struct QuotedRegion: Sendable {
  /// Index of the opening mark among the tokens; of the first token, where the mark stands in an earlier part.
  var firstToken: Int
  /// Index after the closing mark, or after the last token, where there is none.
  var endToken: Int
  /// The words, without the marks, in bytes of the whole text.
  var inner: Range<Int>
  /// The words with their marks, in bytes of the whole text.
  var outer: Range<Int>
  /// In words.
  var wordCount: Int
  /// No closing mark before the end of the paragraph: the next one may go on with the same words.
  var isOpen: Bool
  /// In single marks, which headlines and names have too.
  var isSingle: Bool
  /// Went on from the part of a long paragraph before.
  var continues: Bool
}
