// Settings of SQLite that Swift cannot reach: their functions take a list of arguments of any length.
#include <sqlite3.h>

/// 1: no SQL may write past SQLite's own rules into the file: neither its schema, nor the tables beneath a search index.
static inline int kb_sqlite_set_defensive(sqlite3 *db, int on) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}

static inline int kb_sqlite_is_defensive(sqlite3 *db) {
  int is = 0;
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &is);
  return is;
}

/// SQLite then takes memory without counting it, which it does under a lock; before its first connection only.
static inline int kb_sqlite_stop_counting_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
