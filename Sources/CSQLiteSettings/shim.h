// Settings of SQLite that Swift cannot reach: sqlite3_db_config takes a list of arguments of any length.
#include <sqlite3.h>

/// No SQL may write past SQLite's own rules into the file: neither its schema, nor the tables beneath a search index.
static inline int kb_sqlite_be_defensive(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
