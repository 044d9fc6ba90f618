// Codes of actors in CAMEO (1.1b3): a country or a kind of body, then what is done for it, three letters each.

struct CAMEOCode {
  let code: String
  /// ISO 3166-1 alpha-2 of the country that it begins with.
  let country: String?
  /// What it says beyond a country, with the code itself: `government (USAGOV)`.
  let title: String?
  /// Whether it is that of an international or non-governmental body.
  let isOrganisation: Bool

  init(_ code: String) {
    self.code = code
    let parts = stride(from: 0, to: code.utf8.count, by: 3).map { offset in
      String(decoding: Array(code.utf8.dropFirst(offset).prefix(3)), as: UTF8.self)
    }
    country = parts.first.flatMap { $0.utf8.count == 3 ? CountryCodes.alpha2($0) : nil }
    isOrganisation = ["IGO", "NGO", "NGM", "MNC", "IMG", "INT"].contains(parts.first ?? "")
    let rest = country == nil ? parts : Array(parts.dropFirst())
    let words = rest.compactMap { Self.roles[$0] }
    if rest.isEmpty {
      title = nil
    } else {
      title = words.isEmpty ? code : "\(words.joined(separator: ", ")) (\(code))"
    }
  }

  private static let roles = [
    "GOV": "government", "MIL": "military", "REB": "rebels", "OPP": "opposition", "PTY": "party",
    "COP": "police",
    "JUD": "judiciary", "SPY": "intelligence", "LEG": "legislature", "MED": "media", "EDU": "education",
    "BUS": "business", "CRM": "crime", "CVL": "civilians", "DEV": "development", "ENV": "environment",
    "HLH": "health", "HRI": "human rights", "LAB": "labour", "ELI": "elites", "REF": "refugees",
    "MOD": "moderates",
    "RAD": "radicals", "UAF": "unidentified armed forces", "INS": "insurgents", "SEP": "separatists",
    "SET": "settlers", "AGR": "agriculture",
  ]
}
