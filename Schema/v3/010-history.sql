-- The history: who changed what, when, why, and what was there before.

CREATE TABLE outside_changeset (
  -- Changesets of other programs, which do not say who writes: one for each second in which one wrote.
  changeset_id  INTEGER PRIMARY KEY REFERENCES changeset (id)
) STRICT;

CREATE TABLE taken_back (
  -- Which changeset took another back.
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),
  by_id         INTEGER NOT NULL REFERENCES changeset (id),
  until_id      INTEGER REFERENCES changeset (id),  -- that which took the taking back back; NULL: it holds
  PRIMARY KEY (changeset_id, by_id)
) STRICT, WITHOUT ROWID;

DROP TABLE editing;
CREATE TABLE editing (
  -- Holds one row inside a transaction of kb, and none otherwise: how the triggers know whose change it is.
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),
  is_bulk       INTEGER NOT NULL DEFAULT 0 CHECK (is_bulk IN (0, 1)),     -- 1: kb fills dates and search indexes itself
  is_restoring  INTEGER NOT NULL DEFAULT 0 CHECK (is_restoring IN (0, 1)) -- 1: kb puts back rows as they were, each by itself
) STRICT;

-- What other programs changed before this step was not part of any changeset. It becomes one for each second; their
-- place is after all others, as far as the history can tell.
CREATE TABLE past AS SELECT * FROM history;
INSERT INTO changeset (at, author, command)
  SELECT min(at), 'unknown', 'another program' FROM past WHERE changeset_id IS NULL GROUP BY substr(at, 1, 19) ORDER BY min(at);
INSERT INTO outside_changeset SELECT id FROM changeset WHERE command = 'another program';
DROP TABLE history;
CREATE TABLE history (
  -- What a row held before it was changed or deleted, and rows that were added outside of a changeset's ranges.
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  changeset_id  INTEGER NOT NULL REFERENCES changeset (id),
  record        TEXT NOT NULL,     -- the table
  record_id     INTEGER NOT NULL,
  action        TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
  old           TEXT  -- the row's columns as a JSON object; NULL for an insert
) STRICT;
INSERT INTO history (id, changeset_id, record, record_id, action, old)
  SELECT id, ifnull(changeset_id, (
    SELECT changeset.id FROM changeset JOIN outside_changeset ON outside_changeset.changeset_id = changeset.id
    WHERE substr(changeset.at, 1, 19) = substr(past.at, 1, 19))), record, record_id, action, old
  FROM past ORDER BY id;
DROP TABLE past;
CREATE INDEX history_record ON history (record, record_id);
CREATE INDEX history_changeset ON history (changeset_id);

CREATE TRIGGER history_stays BEFORE UPDATE ON history BEGIN
  SELECT RAISE(ABORT, 'the history stays as it is');
END;
CREATE TRIGGER history_is_kept BEFORE DELETE ON history BEGIN
  SELECT RAISE(ABORT, 'the history stays as it is');
END;
CREATE TRIGGER changeset_stays BEFORE UPDATE ON changeset BEGIN
  SELECT RAISE(ABORT, 'a changeset stays as it is');
END;
CREATE TRIGGER changeset_is_kept BEFORE DELETE ON changeset BEGIN
  SELECT RAISE(ABORT, 'a changeset stays as it is');
END;

-- The doors through which the triggers of all tables write the history. Another program's changes get the changeset
-- of their second.
CREATE VIEW row_changed (record, record_id, action, old) AS SELECT record, record_id, action, old FROM history;
CREATE TRIGGER row_changed_insert INSTEAD OF INSERT ON row_changed BEGIN
  outside_changeset_of_now();
  INSERT INTO history (changeset_id, record, record_id, action, old)
  VALUES (changeset_now(), new.record, new.record_id, new.action, new.old);
END;

-- Rows that follow each other are one range; any other is an entry of its own.
CREATE VIEW row_added (record, record_id, is_new) AS SELECT record, last_id, 1 FROM changeset_rows;
CREATE TRIGGER row_added_insert INSTEAD OF INSERT ON row_added BEGIN
  outside_changeset_of_now();
  INSERT INTO history (changeset_id, record, record_id, action)
    SELECT changeset_now(), new.record, new.record_id, 'insert'
    WHERE NOT new.is_new OR EXISTS (
      SELECT 1 FROM changeset_rows WHERE changeset_id = (SELECT max(id) FROM changeset) AND record = new.record AND last_id <> new.record_id - 1);
  INSERT INTO changeset_rows (changeset_id, record, first_id, last_id)
    SELECT (SELECT max(id) FROM changeset), new.record, new.record_id, new.record_id WHERE new.is_new
    ON CONFLICT (changeset_id, record) DO UPDATE SET last_id = excluded.last_id WHERE last_id = excluded.last_id - 1;
END;

-- (Asked whenever an actor is deleted.)
CREATE INDEX proposal_speaker ON proposal (speaker_id) WHERE speaker_id IS NOT NULL;
