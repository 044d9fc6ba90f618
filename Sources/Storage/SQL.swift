// SQL with its values: one text that is run with bound values and printed with quoted ones.

/// A value in a row or bound to a statement.
package enum Value: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

extension Value {
  /// Whether two values are the same to the byte. (Swift takes `é` and `e` with an accent for equal texts.)
  package func isIdentical(to other: Value) -> Bool {
    if case .text(let one) = self, case .text(let two) = other { return one.utf8.elementsEqual(two.utf8) }
    return self == other
  }
}

/// A statement written as a Swift string: `SQL("SELECT key FROM actors WHERE name = \(name)")` binds `name`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  package private(set) var text = ""
  package private(set) var values: [Value] = []
  /// The statement as `sqlite3` runs it, with each value in its place.
  package private(set) var literal = ""

  package init(stringLiteral value: String) {
    text = value
    literal = value
  }

  package init(stringInterpolation: Interpolation) { self = stringInterpolation.sql }

  package mutating func append(_ other: SQL) {
    text += other.text
    literal += other.literal
    values += other.values
  }

  package static func + (a: SQL, b: SQL) -> SQL {
    var sum = a
    sum.append(b)
    return sum
  }

  package struct Interpolation: StringInterpolationProtocol {
    var sql = SQL(stringLiteral: "")

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      sql.text += literal
      sql.literal += literal
    }
    package mutating func appendInterpolation(_ value: Value) {
      sql.text += "?"
      sql.values.append(value)
      sql.literal += value.literal
    }
    package mutating func appendInterpolation(_ text: String?) {
      appendInterpolation(text.map(Value.text) ?? .null)
    }
    package mutating func appendInterpolation(_ integer: Int?) {
      appendInterpolation(integer.map { Value.integer(Int64($0)) } ?? .null)
    }
    package mutating func appendInterpolation(_ integer: Int64?) {
      appendInterpolation(integer.map(Value.integer) ?? .null)
    }
    package mutating func appendInterpolation(_ sql: SQL) { self.sql.append(sql) }
    package mutating func appendInterpolation(_ sqls: [SQL], joined separator: String) {
      for (index, sql) in sqls.enumerated() {
        if index > 0 { appendLiteral(separator) }
        self.sql.append(sql)
      }
    }
    /// Texts as a list of values, for `IN (…)`.
    package mutating func appendInterpolation(list texts: [String]) {
      appendInterpolation(texts.map { "\($0)" as SQL }, joined: ", ")
    }
    /// Text of the program's own, such as a column name: never a user's.
    package mutating func appendInterpolation(raw: String) { appendLiteral(raw) }
  }
}

extension Value {
  /// The value as SQL. A text is quoted; SQLite knows no escape in it but the doubled quote.
  var literal: String {
    switch self {
    case .null: "NULL"
    case .integer(let integer): String(integer)
    case .real(let real): String(real)
    case .text(let text): "'" + text.replacing("'", with: "''") + "'"
    }
  }
}
