// The SQL files of this folder, one folder a step, as they are compiled into the binary.

/// The definition of the data. `v1/000-macros.sql` says what the shared patterns stand for; a released
/// step never changes, a new one follows it.
public let schemaFiles = embeddedFiles
