// Gives files to a parser, as a regression test does; built for fuzzing, it is what libFuzzer calls.
import Foundation

#if FUZZING
  /// The parser that KB_FUZZ names.
  private let parser: FuzzedParser = {
    let name = ProcessInfo.processInfo.environment["KB_FUZZ"] ?? ""
    guard let parser = FuzzedParser(rawValue: name) else {
      fatalError("KB_FUZZ is one of \(FuzzedParser.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return parser
  }()

  @_cdecl("LLVMFuzzerTestOneInput")
  public func takeOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    parser.take(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  }

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  /// What SwiftPM links as the program's start, whose name it makes of the target's.
  @_cdecl("kb_fuzz_main")
  public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments) { takeOneInput($0, $1) }
  }
#else
  @main struct Replay {
    static func main() {
      let arguments = CommandLine.arguments.dropFirst()
      guard let name = arguments.first, let parser = FuzzedParser(rawValue: name), arguments.count > 1 else {
        fail(
          "kb-fuzz PARSER FILE…; PARSER is one of \(FuzzedParser.allCases.map(\.rawValue).joined(separator: ", "))",
          64)
      }
      for path in arguments.dropFirst() {
        guard let bytes = FileManager.default.contents(atPath: path) else {
          fail("\(path) cannot be read", 1)
        }
        parser.take(Array(bytes))
      }
      print("\(name): \(arguments.count - 1) files")
    }

    private static func fail(_ reason: String, _ status: Int32) -> Never {
      FileHandle.standardError.write(Data((reason + "\n").utf8))
      exit(status)
    }
  }
#endif
