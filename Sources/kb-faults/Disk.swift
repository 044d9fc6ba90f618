// A disk of its own, in memory, over a folder: to be filled, or made read-only.
import Foundation

struct Disk {
  let folder: String

  /// Mounts it with what the folder holds; nil where this user may not.
  init?(at folder: String, kilobytes: Int) {
    self.folder = folder
    let script = """
      mkdir '\(folder).below' && cp -a '\(folder)/.' '\(folder).below' && mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(folder)' \
        && cp -a '\(folder).below/.' '\(folder)'; status=$?; rm -rf '\(folder).below'; exit $status
      """
    guard Self.shell(script) else { return nil }
  }

  private var filler: String { folder + "/filler" }

  /// Leaves so many kilobytes free.
  func fill(leaving kilobytes: Int) {
    var space = statvfs()
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    guard unsafe statvfs(folder, &space) == 0 else { return }
    let free = Int(space.f_bavail) * Int(space.f_frsize) / 1024
    _ = Self.shell("head -c \(max(0, free - kilobytes))k /dev/zero > '\(filler)'")
  }

  func empty() { unsafe unlink(filler) }
  func close() { _ = Self.shell("mount -o remount,ro '\(folder)'") }
  func open() { _ = Self.shell("mount -o remount,rw '\(folder)'") }
  func unmount() { _ = Self.shell("umount '\(folder)'") }

  private static func shell(_ script: String) -> Bool {
    Child.run("/bin/sh", ["-c", script], in: "/").status == 0
  }
}
