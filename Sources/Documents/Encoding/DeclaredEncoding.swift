// The encoding that a page says it is in.

enum DeclaredEncoding {
  /// The name after `charset=` or in an XML declaration, among the first 4,096 bytes, as iconv knows it.
  static func name(in bytes: ArraySlice<UInt8>) -> String? {
    let head = bytes.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
    for key in ["charset", "encoding"] as [StaticString] {
      guard let at = find(key, in: head) else { continue }
      let value = head[(at + key.utf8CodeUnitCount)...].drop {
        $0 == 0x20 || $0 == 0x3D || $0 == 0x22 || $0 == 0x27
      }
      let name = String(
        decoding: value.prefix {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
        },
        as: UTF8.self)
      guard !name.isEmpty, name.utf8.count < 30 else { continue }
      return canonical(name)
    }
    return nil
  }

  private static func canonical(_ name: String) -> String {
    switch name {
    case "utf-8", "utf8": "UTF-8"
    case "windows-1252", "cp1252", "x-cp1252": "Windows-1252"
    case "windows-1256", "cp1256", "x-cp1256": "Windows-1256"
    case "iso-8859-1", "latin1", "iso8859-1", "l1": "ISO-8859-1"
    case "us-ascii", "ascii": "US-ASCII"
    case "gb2312", "gbk", "x-gbk": "GB18030"
    case "shift_jis", "shift-jis", "x-sjis": "CP932"
    case "ks_c_5601-1987", "euc-kr": "CP949"
    default: name.hasPrefix("windows-") ? "Windows-" + name.dropFirst(8) : name.uppercased()
    }
  }
}
