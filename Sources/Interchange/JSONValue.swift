// JSON (RFC 8259) that is built as a whole: the small files that describe others, and single records.

/// A value that keeps its members in their order, so that the same value is the same bytes.
enum JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case null
  case array([JSONValue])
  case object([(String, JSONValue)])

  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }

  /// The members that are there, in their order.
  static func present(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { (name, $0) } })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// Writes the value, a line for each member, with two spaces for each level.
  ///
  /// - Parameter depth: how deep it stands; nil: all in one line.
  func write(to output: Output, depth: Int? = 0) throws {
    switch self {
    case .string(let text): try JSONWriter.write(string: text, to: output)
    case .integer(let number): try output.write(String(number))
    case .boolean(let value): try output.write(value ? "true" : "false")
    case .null: try output.write("null")
    case .array(let values):
      try list(values, "[", "]", to: output, depth) { value, depth in
        try value.write(to: output, depth: depth)
      }
    case .object(let members):
      try list(members, "{", "}", to: output, depth) { member, depth in
        try JSONWriter.write(string: member.0, to: output)
        try output.write(": ")
        try member.1.write(to: output, depth: depth)
      }
    }
  }

  private func list<T>(
    _ values: [T], _ start: String, _ end: String, to output: Output, _ depth: Int?,
    _ write: (T, Int?) throws -> Void
  ) throws {
    try output.write(start)
    for (index, value) in values.enumerated() {
      if let depth {
        try output.write((index > 0 ? ",\n" : "\n") + String(repeating: "  ", count: depth + 1))
      } else if index > 0 {
        try output.write(", ")
      }
      try write(value, depth.map { $0 + 1 })
    }
    if let depth, !values.isEmpty { try output.write("\n" + String(repeating: "  ", count: depth)) }
    try output.write(end)
  }
}
