// The elements of HTML that reading a page tells apart; every other one is `other`, an inline box.
// Unsafe: libxml2 ends names with a NUL, and the name is copied.

/// An element's name, or that a node is text.
enum HTMLTag: UInt8, Sendable {
  case other, text
  case html, head, body, title, meta, link, base, script, style, template, noscript
  case article, main, section, header, footer, nav, aside, div, p, pre, blockquote, address, center
  case h1, h2, h3, h4, h5, h6, hr, br
  case ul, ol, menu, li, dl, dt, dd
  case table, caption, thead, tbody, tfoot, tr, td, th
  case figure, figcaption, img, picture, video, audio, iframe, object, embed, svg, canvas
  case form, fieldset, legend, label, input, button, select, textarea, option, dialog, details, summary
  case a, span, time, b, i, em, strong, code, cite, q, sup, sub, rt, rp, font, hgroup, datalist

  init(_ name: UnsafePointer<UInt8>) {
    self = unsafe Self.byName[String(cString: name)] ?? .other
  }

  private static let byName: [String: HTMLTag] = {
    var names: [String: HTMLTag] = [:]
    for raw in 2..<UInt8.max {
      guard let tag = HTMLTag(rawValue: raw) else { break }
      names["\(tag)"] = tag
    }
    return names
  }()
}

extension HTMLTag {
  /// Whether the element begins and ends a paragraph; text beside it is a paragraph of its own.
  var isBlock: Bool {
    switch self {
    case .html, .body, .article, .main, .section, .header, .footer, .nav, .aside, .div, .p, .pre, .blockquote,
      .address, .center, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .ul, .ol, .menu, .li, .dl, .dt, .dd, .table,
      .caption, .thead, .tbody, .tfoot, .tr, .td, .th, .figure, .figcaption, .form, .fieldset, .legend,
      .details, .summary, .hgroup, .dialog:
      true
    default: false
    }
  }

  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  var isList: Bool { self == .ul || self == .ol || self == .menu || self == .dl }

  /// Whether the element's text is for no reader, or is no part of what an author wrote: code, what plays
  /// or is typed into, and captions, which speak of a picture that is not there.
  var isNeverRead: Bool {
    switch self {
    case .head, .script, .style, .template, .noscript, .iframe, .object, .embed, .svg, .canvas, .video,
      .audio,
      .input, .button, .select, .textarea, .option, .datalist, .dialog, .figcaption, .nav, .rp:
      true
    default: false
    }
  }
}
