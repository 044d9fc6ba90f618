// Addresses of the web as they are compared: what differs between them and leads to one page is left out.

/// Reads an address in its one form.
enum SourceAddress {
  /// Without the scheme, `www.`, `m.`, a default port, a fragment, a last slash, and what only counts visitors.
  ///
  /// - Returns: nil where the text is no address of the web.
  static func normalized(_ address: String) -> String? {
    let text = address.drop { $0 == " " }
    guard let scheme = ["https://", "http://"].first(where: { text.prefix(8).lowercased().hasPrefix($0) })
    else {
      return nil
    }
    let rest = text.dropFirst(scheme.count).prefix { $0 != "#" && $0 != " " }
    let place = rest.prefix { $0 != "?" }
    var host = place.prefix { $0 != "/" }.lowercased()
    for port in [":80", ":443"] where host.hasSuffix(port) { host.removeLast(port.count) }
    for start in ["www.", "m.", "amp."] where host.hasPrefix(start) { host.removeFirst(start.count) }
    guard host.contains(".") else { return nil }
    var path = place.dropFirst(place.prefix { $0 != "/" }.count)
    for page in ["index.html", "index.htm", "index.php"] where path.hasSuffix("/" + page) {
      path = path.dropLast(page.count)
    }
    while path.hasSuffix("/") { path = path.dropLast() }
    // (Their order says nothing.)
    let query = rest.dropFirst(place.count + 1).split(separator: "&").filter { !isCounting($0) }.sorted()
    return host + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  private static func isCounting(_ parameter: Substring) -> Bool {
    let name = parameter.prefix { $0 != "=" }.lowercased()
    return name.hasPrefix("utm_")
      || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref", "ref_src"].contains(name)
  }
}
