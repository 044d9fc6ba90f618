// embed-files FOLDER OUTPUT FILE…: writes a Swift file in which `embeddedFiles` lists each FILE with its
// path relative to FOLDER and its text, as raw string literals (which compile far faster than byte arrays).
import Foundation

let arguments = CommandLine.arguments
let folder = arguments[1]
var swift = "let embeddedFiles: [(path: String, text: String)] = [\n"
for file in arguments.dropFirst(3) {
  let text = try String(contentsOfFile: file, encoding: .utf8)
  let path = file.dropFirst(folder.hasSuffix("/") ? folder.count : folder.count + 1)
  // As many # as no run in the text reaches, so that nothing in it can end the literal or interpolate.
  var fence = "###"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  swift += "  (path: #\"\(path)\"#, text: \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)),\n"
}
swift += "]\n"
try swift.write(toFile: arguments[2], atomically: true, encoding: .utf8)
