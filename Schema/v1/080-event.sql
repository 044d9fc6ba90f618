-- What happened or was planned, and who took part.

CREATE TABLE event (
  -- Something that happened or was planned.
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  key          TEXT NOT NULL UNIQUE DEFAULT ('e-' || lower(hex(randomblob(4)))) key_form(key),
  title        TEXT NOT NULL verbatim(title),
  description  TEXT no_nul(description),
  began_on     TEXT,  -- EDTF
  ended_on     TEXT,  -- EDTF; NULL: it took one day, or is not known to have ended
  place        TEXT no_nul(place),
  status       TEXT NOT NULL DEFAULT 'accepted' record_status(status),
  earliest     INTEGER, latest INTEGER,  -- filled from began_on and ended_on
  CONSTRAINT "an event does not end before it begins" CHECK (earliest <= latest)
) STRICT;
CREATE INDEX event_earliest ON event (earliest IS NULL, earliest, key);

CREATE TABLE participant (
  -- An actor's part in an event.
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id  INTEGER NOT NULL REFERENCES event (id),
  actor_id  INTEGER NOT NULL REFERENCES actor (id),
  part      TEXT no_nul(part)  -- signatory, host, the side that withdrew
) STRICT;
CREATE UNIQUE INDEX participant_once ON participant (event_id, actor_id, ifnull(part, ''));
CREATE INDEX participant_actor ON participant (actor_id);

-- An event without an end takes the time that began_on says: unlike a stance, it does not go on.
CREATE TRIGGER event_dated_insert AFTER INSERT ON event WHEN ifnull(new.began_on, ifnull(new.ended_on, new.earliest)) IS NOT NULL BEGIN
  read_date(new.began_on);
  read_date(new.ended_on);
  UPDATE event SET
    earliest = (SELECT earliest FROM edtf WHERE text = ifnull(new.began_on, new.ended_on)),
    latest = (SELECT latest FROM edtf WHERE text = ifnull(new.ended_on, new.began_on))
  WHERE id = new.id;
END;
CREATE TRIGGER event_dated_update AFTER UPDATE OF began_on, ended_on, earliest, latest ON event
WHEN new.began_on IS NOT old.began_on OR new.ended_on IS NOT old.ended_on OR (new.earliest, new.latest) IS NOT (
  (SELECT earliest FROM edtf WHERE text = ifnull(new.began_on, new.ended_on)),
  (SELECT latest FROM edtf WHERE text = ifnull(new.ended_on, new.began_on))) BEGIN
  read_date(new.began_on);
  read_date(new.ended_on);
  UPDATE event SET
    earliest = (SELECT earliest FROM edtf WHERE text = ifnull(new.began_on, new.ended_on)),
    latest = (SELECT latest FROM edtf WHERE text = ifnull(new.ended_on, new.began_on))
  WHERE id = new.id;
END;

refers(participant, event_id, event);
refers(participant, actor_id, actor);

one_of_a_kind(participant, [event_id, actor_id, part],
  [other.event_id = new.event_id AND other.actor_id = new.actor_id AND ifnull(other.part, '') = ifnull(new.part, '')]);
