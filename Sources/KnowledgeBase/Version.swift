// Which kb this is.

extension KnowledgeBase {
  /// The version of kb, as `kb --version` prints it and exports name it.
  public static let version = "0.1.0"
}
