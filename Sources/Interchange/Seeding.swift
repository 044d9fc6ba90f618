// A new knowledge base that knows the seeds.
import KnowledgeBase
import Seeds

extension KnowledgeBase {
  /// Makes a knowledge base with the built-in seeds: the file is whole when it appears, or is not there.
  ///
  /// - Throws: ``Failure`` where something is at `path` already or its folder cannot be written.
  public static func createSeeded(at path: String) throws {
    try create(at: path) { kb in
      for dossier in seedDossiers {
        let authorship = Authorship(author: "kb", command: "kb init")
        _ = try kb.importDossier(Array(dossier.text.utf8), named: dossier.path, by: authorship)
      }
    }
  }
}
