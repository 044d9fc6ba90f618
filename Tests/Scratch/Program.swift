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
    if let environment { process.environment = environment }
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
      errorText.data = errors.fileHandleForReading.readDataToEndOfFile()
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    group.wait()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      outputBytes: Array(data), errors: String(decoding: errorText.data, as: UTF8.self))
  }

  private final class Pending: @unchecked Sendable { var data = Data() }
}
