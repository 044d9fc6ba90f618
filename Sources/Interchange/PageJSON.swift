// A record with all that is tied to it, as one JSON object.
import KnowledgeBase

extension Page {
  /// `{"record": kind, …its columns…, "tied": {"said": […]}}`, what is tied to it under the titles of its page.
  public func writeJSON(to output: Output) throws {
    try output.write("{\n  \"record\": ")
    try JSONWriter.write(string: kind, to: output)
    for field in fields {
      try output.write(",\n  ")
      try JSONWriter.write(string: field.column, to: output)
      try output.write(": ")
      if numbers.contains(field.column) {
        try output.write(field.value)
      } else {
        try JSONWriter.write(string: field.value, to: output)
      }
    }
    try output.write(",\n  \"tied\": {")
    for (index, section) in sections.enumerated() {
      try output.write(index == 0 ? "\n  " : ",\n  ")
      try JSONWriter.write(string: section.title.lowercased().replacing(" ", with: "_"), to: output)
      try output.write(": [")
      for (index, row) in section.rows.enumerated() {
        try output.write(index == 0 ? "\n    {" : ",\n    {")
        var isFirst = true
        for (column, value) in zip(section.columns, row) {
          if !isFirst { try output.write(", ") }
          isFirst = false
          try JSONWriter.write(string: column, to: output)
          try output.write(": ")
          if let value {
            if numbers.contains(column) {
              try output.write(value)
            } else {
              try JSONWriter.write(string: value, to: output)
            }
          } else {
            try output.write("null")
          }
        }
        try output.write("}")
      }
      try output.write("\n  ]")
    }
    try output.write("}\n}\n")
  }

  private var numbers: Set<String> {
    ["start", "end", "earliest", "latest", "words", "archived", "quotes", "claims", "events", "sources"]
  }
}
