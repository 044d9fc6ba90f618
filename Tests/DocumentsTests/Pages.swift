// Pages and readings that several tests share.
import Documents

/// The paragraphs of an article that tests put clutter around.
let paragraphs = [
  "The harbour of Lindow opened again on Monday, after eleven weeks of repairs, and the first ferry left at dawn.",
  "“We had stopped believing in a date,” said Marta Quill, who sells tickets there, “and then the siren went.”",
  "Repairs had cost four million crowns, a little less than the council had feared, the mayor's office said.",
  "Fishermen, who had used the northern pier all winter, will move back before the end of the month, it added.",
]

/// A page with the article's paragraphs, and something more among them.
func page(head: String = "", before: String = "", between: String = "", after: String = "") -> String {
  let text = paragraphs.map { "<p>\($0)</p>" }
  return """
    <!DOCTYPE html><html lang="en"><head><title>Harbour opens</title>\(head)</head><body>
    <div id="page">\(before)<div class="story">\(text[0])\(text[1])\(between)\(text[2])\(text[3])</div>\(after)</div>
    </body></html>
    """
}

/// What those paragraphs are when nothing else is read.
let article = paragraphs.joined(separator: "\n\n")

func read(_ text: String, _ name: String = "page.html") throws -> Document {
  try DocumentReader().read(Array(text.utf8), name: name)
}

/// The sentence that a user sees instead of a document.
func refusal(_ bytes: [UInt8], _ name: String) -> String? {
  do {
    _ = try DocumentReader().read(bytes, name: name)
    return nil
  } catch {
    return error.description
  }
}
