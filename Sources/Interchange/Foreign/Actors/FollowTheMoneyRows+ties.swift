// What ties FollowTheMoney entities: offices held, memberships, who took part in events.
import KnowledgeBase

extension FollowTheMoneyRows {
  /// Keeps an entity that names others until all are there.
  ///
  /// - Returns: false for a schema that has no place.
  func keep(_ entity: FollowTheMoneyReader.Entity) throws -> Bool {
    switch entity.schema {
    case "Position": posts[entity.id] = entity
    case "Occupancy": keepOffice(entity, holder: "holder", post: "post", title: "status")
    case "Membership":
      keepOffice(entity, holder: "member", organisation: "organization", title: "role", else: "member")
    case "Directorship":
      keepOffice(entity, holder: "director", organisation: "organization", title: "role", else: "director")
    case "Employment":
      keepOffice(entity, holder: "employee", organisation: "employer", title: "role", else: "employee")
    case "Event":
      guard entity.first("name") != nil else { throw RowMistake("Event \(entity.id.prefix(60)) has no name") }
      events.append(entity)
    default: return false
    }
    return true
  }

  private func keepOffice(
    _ entity: FollowTheMoneyReader.Entity, holder: String, organisation: String? = nil, post: String? = nil,
    title: String, else other: String? = nil
  ) {
    let titles = post == nil ? entity.first(title) ?? other : nil
    let since = date(entity.first("startDate"))
    let until = date(entity.first("endDate"))
    for person in entity.all(holder) {
      offices.append(
        Office(
          schema: entity.schema, holder: person, organisation: organisation.flatMap { entity.first($0) },
          post: post.flatMap { entity.first($0) }, title: titles, since: since, until: until))
    }
    let used =
      [holder, organisation, post, post == nil ? title : nil].compactMap { $0 } + ["startDate", "endDate"]
    countOthers(entity, but: used)
  }

  func writeOffices() throws {
    for office in offices {
      let post = office.post.flatMap { posts[$0] }
      if let id = office.post { postsHeld.insert(id) }
      guard let holder = written[office.holder], let title = office.title ?? post?.first("name") else {
        leftOut.add("ties to entities that are not in the file", office.schema)
        continue
      }
      var organisation = (office.organisation ?? post?.first("organization")).flatMap { written[$0]?.id }
      if organisation == nil, office.organisation != nil {
        leftOut.add("ties to entities that are not in the file", office.schema)
        continue
      }
      if organisation == nil, let country = post?.first("country").flatMap({ CountryCodes.alpha2($0) }) {
        organisation = try actors.state(country)
      }
      let dates = try span(office.since, office.until, office.schema)
      let isNew = try actors.addRole(title, of: holder.id, in: organisation, since: dates.0, until: dates.1)
      if !isNew { notePresent() }
    }
  }

  /// Both dates; neither where the end comes before the beginning.
  private func span(_ since: String?, _ until: String?, _ schema: String) throws -> (String?, String?) {
    guard let since, let until, try EDTF(since).earliest > EDTF(until).latest else { return (since, until) }
    leftOut.add("dates that end before they begin", schema)
    return (nil, nil)
  }

  static let ofEvents = [
    "name", "startDate", "endDate", "date", "location", "description", "summary", "involved", "organizer",
  ]

  func writeEvents() throws {
    for entity in events {
      var fields: [Field: FieldValue] = [.title: .text(entity.first("name") ?? "")]
      let dates = try span(
        date(entity.first("startDate", "date")), date(entity.first("endDate")), entity.schema)
      fields[.beganOn] = dates.0.map { .text($0) }
      fields[.endedOn] = dates.1.map { .text($0) }
      fields[.place] = entity.first("location").map { .text($0) }
      fields[.description] = entity.first("description", "summary").map { .text($0) }
      let ids = entity.all("involved", "organizer")
      let people = ids.compactMap { written[$0]?.key }
      leftOut.add("ties to entities that are not in the file", "Event", count: ids.count - people.count)
      if !people.isEmpty { fields[.with] = .list(people) }
      let addition = try changes.add(.event, fields)
      if !addition.isNew, addition.added.isEmpty { notePresent() }
      countOthers(entity, but: Self.ofEvents)
    }
  }
}
