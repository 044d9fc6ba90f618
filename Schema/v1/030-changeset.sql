-- Who changed what, when and why.

CREATE TABLE changeset (
  -- One act of editing: an import, a correction, a review.
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  key      TEXT NOT NULL UNIQUE DEFAULT ('c-' || lower(hex(randomblob(4)))),
  at       TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),  -- UTC, ISO 8601
  author   TEXT NOT NULL,
  command  TEXT NOT NULL,  -- what was run, as typed
  note     TEXT            -- why, in the author's words
) STRICT;

CREATE TABLE changeset_rows (
  -- The rows that a changeset added. Ids only rise, so a range of them says it, and a row that was
  -- added and never changed costs the history nothing.
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),
  record        TEXT NOT NULL,     -- the table
  first_id      INTEGER NOT NULL,  -- inclusive
  last_id       INTEGER NOT NULL,  -- inclusive
  PRIMARY KEY (changeset_id, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE editing (
  -- Holds one row inside a transaction of kb, and none otherwise: how the triggers know whose change it is.
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),
  is_bulk       INTEGER NOT NULL DEFAULT 0 CHECK (is_bulk IN (0, 1))  -- 1: kb fills dates and search indexes itself
) STRICT;

CREATE TABLE history (
  -- What a row held before it was changed or deleted, by whatever program.
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  changeset_id  INTEGER REFERENCES changeset (id),  -- NULL: not by kb
  at            TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  record        TEXT NOT NULL,     -- the table
  record_id     INTEGER NOT NULL,
  action        TEXT NOT NULL CHECK (action IN ('update', 'delete')),
  old           TEXT NOT NULL  -- the row's columns as a JSON object
) STRICT;
CREATE INDEX history_record ON history (record, record_id);
