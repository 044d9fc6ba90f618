-- Exchange with other copies of the file: what of their work is in this one, and what was left open.

CREATE TABLE taken_in (
  -- A changeset of another file whose work an import brought in. It counts as long as the import is not taken back.
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),           -- the import
  key           TEXT NOT NULL,                                        -- the other file's changeset
  is_last       INTEGER NOT NULL CHECK (is_last IN (0, 1)),           -- 1: the last that the other file made itself
  PRIMARY KEY (changeset_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE unsettled (
  -- A field that both files had changed, as an import left it. The latest row on a field holds.
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),           -- the import
  record        TEXT NOT NULL,                                        -- the table
  record_id     INTEGER NOT NULL,                                     -- the row here
  field         TEXT NOT NULL,                                        -- the column; presence where one file had deleted the row
  their_id      INTEGER NOT NULL,                                     -- the row in the other file
  is_open       INTEGER NOT NULL CHECK (is_open IN (0, 1)),           -- 0: settled by this import
  PRIMARY KEY (record, record_id, field, changeset_id)
) STRICT, WITHOUT ROWID;
