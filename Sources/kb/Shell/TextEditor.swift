// The user's text editor: opened on a file, waited for.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import KnowledgeBase

/// A text that a person works on in $VISUAL, else $EDITOR, else vi.
struct TextEditor {
  /// Where the text lies while it is worked on.
  let path: String
  private let program: String

  /// - Parameter name: what the file is called, for the eyes of the user.
  /// - Throws: ``Failure`` where no editor can be used, or no file can be made.
  init(name: String, ending: String) throws {
    let named = ["VISUAL", "EDITOR"].compactMap { Shell.environment($0) }.first { !$0.isEmpty }
    guard let program = named ?? (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 ? "vi" : nil) else {
      throw Failure(
        .invalid, "there is no terminal to edit on: say what to change with --field value, or set $EDITOR")
    }
    self.program = program
    let folder = Shell.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/kb-\(name)-XXXXXX\(ending)".utf8CString)
    let descriptor = unsafe mkstemps(&template, Int32(ending.utf8.count))
    guard descriptor >= 0 else {
      throw Failure(.notPermitted, "no file can be made in \(folder); set $TMPDIR to another folder")
    }
    close(descriptor)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The text as the user leaves it.
  ///
  /// - Throws: ``Failure`` where the editor fails, or the text cannot be written or read; the file stays.
  func edited(_ text: String) throws -> [UInt8] {
    let output = unsafe fopen(path, "wb")
    let bytes = Array(text.utf8)
    guard let output = unsafe output, unsafe fwrite(bytes, 1, bytes.count, output) == bytes.count,
      unsafe fclose(output) == 0
    else {
      throw Failure(.storage, "\(path) cannot be written")
    }
    // (Through the shell, as $EDITOR may have options; the file's name is its argument.)
    let quoted = "'" + path.replacing("'", with: "'\\''") + "'"
    let status = unsafe system("\(program) \(quoted)")
    guard status == 0 else {
      throw Failure(.invalid, "the editor (\(program)) failed; the text is in \(path)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.notFound, "the editor left no \(path)")
    }
    return Array(data)
  }

  /// Takes the file away, once nothing in it can be lost.
  func remove() { unsafe unlink(path) }
}
