// SQLite counts the memory it has, under one lock for all threads: a twentieth of the time of many rows.
import CSQLiteSettings

public enum MemoryCounting {
  /// Ends it for the whole process. To be called before anything is opened; later it has no effect.
  ///
  /// A program that asks SQLite how much memory it has (`sqlite3_memory_used`), or limits it, leaves this out.
  public static func stop() { _ = kb_sqlite_stop_counting_memory() }
}
