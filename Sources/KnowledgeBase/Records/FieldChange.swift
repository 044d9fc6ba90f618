// What an edit did to a record, told so that a person can read it.

/// One field that was changed, or one thing that was added to a record or taken from it.
public struct FieldChange: Sendable, Hashable, CustomStringConvertible {
  /// The field's name: `said_on`, `topic`.
  public let field: String
  /// What was there; nil where the field was empty, or the thing is new.
  public let old: String?
  /// What is there now; nil where the field is empty, or the thing is gone.
  public let new: String?

  package init(field: String, old: String?, new: String?) {
    (self.field, self.old, self.new) = (field, old, new)
  }

  /// `said_on: “2018” → “2019”`; long texts are cut.
  public var description: String {
    switch (old, new) {
    case (let old?, let new?): "\(field): “\(Self.short(old))” → “\(Self.short(new))”"
    case (nil, let new?): "\(field): added “\(Self.short(new))”"
    case (let old?, nil): "\(field): removed “\(Self.short(old))”"
    case (nil, nil): field
    }
  }

  private static func short(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 200 else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(200))) + "…"
  }
}

/// What is told of one record while it is written.
struct Told {
  var changes: [FieldChange] = []
  var remarks: [String] = []
  var pin: Pin?
}
