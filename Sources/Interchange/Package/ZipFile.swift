// Zip files: written as a stream, and opened with suspicion.
// Unsafe: an archive is freed on every way out, before the object that its callbacks get is gone; blocks are
// used within the closures.
import CLibArchive
import Foundation
import KnowledgeBase

/// Writes the files of a package into a zip, one after the other.
///
/// Entries carry no time, no owner and fixed permissions, so the same files give the same bytes, with the same release
/// of libarchive and of its compressor.
@safe final class ZipWriter: PackageFiles {
  private let archive: OpaquePointer
  private let output: Output
  private var failure: (any Error)?

  init(_ output: Output) throws {
    guard let archive = unsafe archive_write_new() else {
      throw Failure(.storage, "there is not enough memory for this")
    }
    unsafe (self.archive, self.output) = (archive, output)
    try unsafe check(archive_write_set_format_zip(archive))
    // (No padding at the end.)
    try unsafe check(archive_write_set_bytes_in_last_block(archive, 1))
    let write: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int) -> Int = {
      _, writer, bytes, count in
      let writer = unsafe Unmanaged<ZipWriter>.fromOpaque(writer!).takeUnretainedValue()
      do {
        try unsafe writer.output.write(UnsafeRawBufferPointer(start: bytes, count: count))
        return count
      } catch {
        writer.failure = error
        return -1
      }
    }
    try unsafe check(archive_write_open(archive, Unmanaged.passUnretained(self).toOpaque(), nil, write, nil))
  }

  deinit { unsafe archive_write_free(archive) }

  func file(_ name: String, of shape: ViewShape?, _ body: (Output) throws -> Void) throws {
    let entry = unsafe archive_entry_new()
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_pathname(entry, name)
    unsafe archive_entry_set_filetype(entry, ZipFile.plain)
    unsafe archive_entry_set_perm(entry, 0o644)
    try unsafe check(archive_write_header(archive, entry))
    let output = unsafe Output { [self] bytes in
      var rest = unsafe bytes
      while unsafe !rest.isEmpty {
        let count = unsafe archive_write_data(archive, rest.baseAddress, rest.count)
        guard count > 0 else { throw failure ?? Failure(.storage, "the zip file could not be written") }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    try body(output)
    try output.flush()
    try unsafe check(archive_write_finish_entry(archive))
  }

  /// Writes the list of entries at the end.
  func close() throws { try unsafe check(archive_write_close(archive)) }

  private func check(_ code: Int32) throws {
    guard code == ARCHIVE_OK else { throw failure ?? Failure(.storage, "the zip file could not be written") }
  }
}

/// A zip from somebody else.
public enum ZipFile {
  /// The most that a zip may unpack to, by its own size.
  private static let mostTimes: Int64 = 200
  private static let mostEntries = 1000
  /// What an entry says it is, as `stat` says it of a file.
  fileprivate static let plain: UInt32 = 0o100000
  private static let folder: UInt32 = 0o040000

  /// Whether a file begins as zips do.
  public static func isZip(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 4)) == Data([0x50, 0x4B, 3, 4])
  }

  /// Unpacks a zip of a package into a folder of its own, for the length of `body`.
  ///
  /// Nothing is written anywhere else: entries are plain files, all in one folder, that folder may be packed with them.
  /// Besides, there may be `sources`, in which a project of coded texts (REFI-QDA, `.qdpx`) has its documents.
  ///
  /// - Throws: ``Failure`` where it is damaged, holds links, other folders or the same name twice, names places outside,
  ///   or grows out of proportion.
  public static func unpacked<T>(_ path: String, _ body: (_ folder: String) throws -> T) throws -> T {
    try TemporaryFolder.use("kb-zip") { folder in
      try unpack(path, into: folder)
      return try body(folder)
    }
  }

  private static func unpack(_ path: String, into folder: String) throws {
    let damaged = Failure(.invalid, "\(path) is damaged, or no zip file that can be read")
    guard let archive = unsafe archive_read_new() else { throw damaged }
    defer { unsafe archive_read_free(archive) }
    unsafe archive_read_support_format_zip(archive)
    guard unsafe archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw damaged }
    let size = Int64(((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0)
    var left = size * mostTimes + 1 << 20
    var (parent, names) = (String?.none, Set<String>())
    var entry: OpaquePointer?
    while true {
      let code = unsafe archive_read_next_header(archive, &entry)
      if code == ARCHIVE_EOF { return }
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry = unsafe entry else { throw damaged }
      guard let name = unsafe archive_entry_pathname_utf8(entry).map({ unsafe String(cString: $0) }) else {
        throw damaged
      }
      if unsafe archive_entry_filetype(entry) == ZipFile.folder { continue }
      let place = try plainPlace(name, path)
      guard unsafe archive_entry_filetype(entry) == ZipFile.plain,
        unsafe archive_entry_hardlink(entry) == nil,
        unsafe archive_entry_symlink(entry) == nil
      else { throw Failure(.invalid, "\(path) holds '\(shown(name))', which is no plain file") }
      let isSource = place.folder.lowercased() == "sources"
      guard isSource || parent == nil || parent == place.folder else {
        throw Failure(.invalid, "\(path) holds files in several folders; a package has one")
      }
      if !isSource { parent = place.folder }
      let inside = isSource ? "sources/\(place.name)" : place.name
      guard names.insert(inside).inserted, names.count <= mostEntries else {
        throw Failure(.invalid, "\(path) holds '\(shown(name))' twice, or more than \(mostEntries) files")
      }
      if isSource { unsafe mkdir("\(folder)/sources", 0o700) }
      try unsafe copy(archive, to: "\(folder)/\(inside)", &left, path, damaged)
    }
  }

  private static func plainPlace(_ name: String, _ path: String) throws -> (folder: String, name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let last = parts.last,
      parts.allSatisfy({ part in
        !part.isEmpty && part != "." && part != ".." && !part.contains("\\") && !part.contains(":")
          && part.utf8.count <= 255
      })
    else { throw Failure(.invalid, "\(path) holds '\(shown(name))', which leads out of a folder of files") }
    return (parts.count == 2 ? parts[0] : "", last)
  }

  private static func copy(
    _ archive: OpaquePointer, to file: String, _ left: inout Int64, _ path: String, _ damaged: Failure
  ) throws {
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw damaged }
    defer { close(descriptor) }
    let output = Output(descriptor: descriptor, name: "the folder for temporary files")
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe archive_read_data(archive, $0.baseAddress, $0.count)
      }
      guard count >= 0 else { throw damaged }
      if count == 0 { break }
      left -= Int64(count)
      guard left >= 0 else {
        throw Failure(
          .invalid,
          "\(path) unpacks to more than \(mostTimes) times its size, so it is no package; unpack it yourself")
      }
      try unsafe block.withUnsafeBytes {
        try unsafe output.write(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
    try output.flush()
  }

  private static func shown(_ name: String) -> String {
    DisplayWidth.visible(String(name.prefix(80)), keepsLines: false)
  }
}

extension KnowledgeBase {
  /// Writes an export into a zip file, which appears when it is whole; see ``export(_:as:options:toFolder:progress:)``.
  ///
  /// - Throws: ``Failure`` where it cannot be written, or a filter names what is not there.
  @discardableResult public func export(
    _ selection: ExportSelection, as format: RowFormat = .csv, options: RowOptions = RowOptions(),
    toZip path: String, progress: (Int) -> Void = { _ in }
  ) throws -> ExportManifest {
    var manifest: ExportManifest?
    try Output.file(path) { output in
      let zip = try ZipWriter(output)
      manifest = try PackageWriter(selection, as: format, options: options).write(
        self, to: zip, progress: progress)
      try zip.close()
    }
    return manifest!
  }
}
