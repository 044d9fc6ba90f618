// Topics, put on records and taken off.
import Storage

extension Changes {
  /// Puts a topic on a quote, a claim, a source or an event.
  ///
  /// - Parameter topic: its key or label.
  /// - Returns: whether it is new there.
  /// - Throws: ``Failure`` for a topic that there is not, and a record that carries none.
  @discardableResult public func tag(_ name: String, _ topic: String) throws -> Bool {
    let tag = try tagRow(name, topic)
    guard tag.id == nil else { return false }
    _ = try connection.insert(
      into: "tag", [("topic_id", .integer(tag.topic)), (tag.column, .integer(tag.record))])
    return true
  }

  /// Takes a topic off a record.
  ///
  /// - Returns: whether it was there.
  /// - Throws: as ``tag(_:_:)``.
  @discardableResult public func untag(_ name: String, _ topic: String) throws -> Bool {
    guard let id = try tagRow(name, topic).id else { return false }
    try connection.execute("DELETE FROM tag WHERE id = \(id)")
    return true
  }

  private func tagRow(_ name: String, _ topic: String) throws
    -> (id: Int64?, topic: Int64, column: String, record: Int64)
  {
    let (kind, key, id) = try editable(name)
    guard kind.shape.hasTopics else {
      throw Failure(
        .invalid,
        "\(key) is \(article(kind.rawValue)), and topics are put on quotes, claims, sources and events")
    }
    let topicId = try named(topic, in: "topic").id
    let column = "\(kind.rawValue)_id"
    let tag = try connection.first(
      "SELECT id FROM tag WHERE topic_id = \(topicId) AND \(raw: column) = \(id)"
    ) { $0.int64(0) }
    return (tag, topicId, column, id)
  }
}
