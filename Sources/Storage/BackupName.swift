// What copies of a file are called: NAME-2026-11-25T1430Z-schema3.sqlite.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation

package enum BackupName {
  /// A name that is free, in the folder of `path`.
  package static func beside(_ path: String, schema: Int, at moment: Date = Date()) -> String {
    inFolder(PathName.folder(of: path), of: path, schema: schema, at: moment)
  }

  /// A name that is free, in any folder; an empty one is where the process is.
  package static func inFolder(_ folder: String, of path: String, schema: Int, at moment: Date) -> String {
    unused(PathName.inside(folder, "\(PathName.stem(of: path))-\(minute(moment))-schema\(schema)"))
  }

  /// `2026-11-25T1430Z`, in UTC.
  package static func minute(_ moment: Date) -> String {
    var time = time_t(moment.timeIntervalSince1970)
    var parts = unsafe tm()
    unsafe gmtime_r(&time, &parts)
    func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      unsafe "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))T\(digits(parts.tm_hour))\(digits(parts.tm_min))Z"
  }

  /// The first of `name.sqlite`, `name-2.sqlite` … that nobody has.
  package static func unused(_ name: String) -> String {
    var number = 1
    var path = name + ".sqlite"
    while ["", "-wal", "-journal"].contains(where: { unsafe access(path + $0, F_OK) == 0 }) {
      number += 1
      path = "\(name)-\(number).sqlite"
    }
    return path
  }
}
