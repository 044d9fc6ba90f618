// What two files are compared by is what the schema has: a column that is new there is not forgotten here.
import Scratch
import Testing

@testable import KnowledgeBase

@Suite struct ShapeTests {
  @Test func shapesAreThoseOfTheSchema() throws {
    let scratch = Scratch()
    scratch.seeded()
    try KnowledgeBase(path: scratch.path("kb.sqlite")).read { lookup in
      let tables = try RecordTable.all(lookup.connection)
      #expect(Set(tables.map(\.name)) == Set(Shape.all.map(\.table)))
      let references = try lookup.connection.references()
      for table in tables {
        let shape = try #require(Shape.named[table.name])
        #expect(shape.columns == table.columns, "\(table.name)")
        let named = shape.references.map {
          Reference(table: table.name, column: shape.columns[$0], target: $1)
        }
        #expect(Set(named) == Set(references.filter { $0.table == table.name }), "\(table.name)")
        // What hangs on a record says on which.
        for column in RecordTable.owners[table.name] ?? [] {
          #expect(named.contains { $0.column == column }, "\(table.name).\(column)")
        }
      }
    }
  }
}
