-- Rows that kb puts back come each by itself, with all that hangs on them: what fills one row from another waits.

DROP TRIGGER actor_name_insert;
CREATE TRIGGER actor_name_insert AFTER INSERT ON actor WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  INSERT INTO name (actor_id, text, language, kind) VALUES (new.id, new.name, new.language, 'primary');
END;
DROP TRIGGER actor_name_update;
CREATE TRIGGER actor_name_update AFTER UPDATE OF name, language ON actor WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  UPDATE name SET text = new.name, language = new.language
  WHERE actor_id = new.id AND kind = 'primary' AND (text <> new.name OR language <> new.language);
END;
DROP TRIGGER name_primary_update;
CREATE TRIGGER name_primary_update AFTER UPDATE OF text, language ON name
WHEN new.kind = 'primary' AND NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  UPDATE actor SET name = new.text, language = new.language
  WHERE id = new.actor_id AND (name <> new.text OR language <> new.language);
END;
DROP TRIGGER name_primary_stays;
CREATE TRIGGER name_primary_stays BEFORE UPDATE OF kind, actor_id ON name
WHEN old.kind = 'primary' AND (new.kind <> 'primary' OR new.actor_id <> old.actor_id) AND NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  SELECT RAISE(ABORT, 'an actor has one primary name; change its text instead');
END;
DROP TRIGGER name_primary_kept;
CREATE TRIGGER name_primary_kept BEFORE DELETE ON name
WHEN old.kind = 'primary' AND EXISTS (SELECT 1 FROM actor WHERE id = old.actor_id) AND NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  SELECT RAISE(ABORT, 'an actor has one primary name; change its text instead');
END;
DROP TRIGGER actor_delete_names;
CREATE TRIGGER actor_delete_names BEFORE DELETE ON actor WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  DELETE FROM name WHERE actor_id = old.id AND kind <> 'primary';
END;
DROP TRIGGER actor_delete_primary;
CREATE TRIGGER actor_delete_primary AFTER DELETE ON actor WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_restoring) BEGIN
  DELETE FROM name WHERE actor_id = old.id;
END;

-- A text that was given to a source can be taken back with all that was pinned to it.
DROP TRIGGER source_text_stays;
CREATE TRIGGER source_text_stays BEFORE UPDATE OF text ON source
WHEN old.text IS NOT NULL AND new.text IS NOT old.text AND NOT (new.text IS NULL AND EXISTS (SELECT 1 FROM editing WHERE is_restoring)) BEGIN
  SELECT RAISE(ABORT, 'an archived text never changes; add the corrected text as a new version of the source');
END;
