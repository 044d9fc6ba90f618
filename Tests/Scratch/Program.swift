// Runs a program to its end, with its pipes read all the while.
import Foundation

public enum Program {
  public struct Result: Sendable {
    public let status: Int32
    public let outputBytes: [UInt8]
    public let errors: String
    public var output: String { String(decoding: outputBytes, as: UTF8.self) }
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  public static func run(
    _ program: String, _ arguments: [String], in folder: String = "/", input: [UInt8]? = nil,
    environment: [String: String]? = nil
  ) -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    if let environment { process.environment = environment.merging(Sanitizer.variables) { own, _ in own } }
    let (output, errors, source) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = input == nil ? FileHandle.nullDevice : source
    do { try process.run() } catch { fatalError("\(program) cannot be run: \(error)") }
    if let input {
      DispatchQueue.global().async {
        try? source.fileHandleForWriting.write(contentsOf: Data(input))
        try? source.fileHandleForWriting.close()
      }
    }
    // Both pipes at once: a program that fills one while we wait at the other would never end.
    let errorText = Pending()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      errorText.bytes = readToEnd(errors)
    }
    let bytes = readToEnd(output)
    group.wait()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      outputBytes: bytes, errors: String(decoding: errorText.bytes, as: UTF8.self))
  }

  /// All that comes through a pipe. (FileHandle ends the program where a signal interrupts it.)
  private static func readToEnd(_ pipe: Pipe) -> [UInt8] {
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    var all: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while true {
      // Unsafe: no more is read than the block holds.
      let count = unsafe read(descriptor, &block, block.count)
      if count > 0 {
        all += block[..<count]
      } else if count == 0 || errno != EINTR {
        return all
      }
    }
  }

  private final class Pending: @unchecked Sendable { var bytes: [UInt8] = [] }
}
