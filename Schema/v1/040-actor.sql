-- Actors, their names, and the offices they hold.

CREATE TABLE actor (
  -- Anyone who can speak, act or be spoken about.
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  key          TEXT NOT NULL UNIQUE DEFAULT ('a-' || lower(hex(randomblob(4)))) key_form(key),
  name         TEXT NOT NULL CONSTRAINT "a name is not empty and holds no NUL" CHECK (name <> '' AND instr(name, char(0)) = 0),
  language     TEXT NOT NULL DEFAULT 'und' language_tag(language),  -- of the name
  kind         TEXT NOT NULL CONSTRAINT "kind of an actor: person, state, government, armed-force, organisation, alliance, faction, office or outlet"
                 CHECK (kind IN ('person', 'state', 'government', 'armed-force', 'organisation', 'alliance', 'faction', 'office', 'outlet')),
  country      TEXT CONSTRAINT "country is an ISO 3166-1 alpha-2 code, such as IR (the United Kingdom is GB; EU and UN are none)"
                 CHECK (length(country) = 2 AND instr(country_codes(), ' ' || country || ' ') > 0),
  description  TEXT no_nul(description),
  status       TEXT NOT NULL DEFAULT 'accepted' record_status(status)
) STRICT;

CREATE TABLE name (
  -- One of an actor's names. A name that belongs to several actors is ambiguous, and lookups say so.
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  actor_id  INTEGER NOT NULL REFERENCES actor (id),
  text      TEXT NOT NULL CONSTRAINT "a name is not empty and holds no NUL" CHECK (text <> '' AND instr(text, char(0)) = 0),
  language  TEXT NOT NULL DEFAULT 'und' language_tag(language),
  kind      TEXT NOT NULL DEFAULT 'alias' CONSTRAINT "kind of a name: primary, alias, abbreviation, transliteration, metonym, demonym or title"
              CHECK (kind IN ('primary', 'alias', 'abbreviation', 'transliteration', 'metonym', 'demonym', 'title')),
  since     TEXT,  -- EDTF; NULL: from the beginning, or not known
  until     TEXT,  -- EDTF; NULL: until now, or not known
  earliest  INTEGER, latest INTEGER,  -- filled from since and until
  CONSTRAINT "since is not after until" CHECK (earliest <= latest)
) STRICT;
CREATE UNIQUE INDEX name_primary ON name (actor_id) WHERE kind = 'primary';
CREATE UNIQUE INDEX name_once ON name (actor_id, kind, text, language, ifnull(since, ''), ifnull(until, ''));

-- The primary name is kept twice, in actor.name and among the names; both ways of writing it keep both true.
CREATE TRIGGER actor_name_insert AFTER INSERT ON actor BEGIN
  INSERT INTO name (actor_id, text, language, kind) VALUES (new.id, new.name, new.language, 'primary');
END;
CREATE TRIGGER actor_name_update AFTER UPDATE OF name, language ON actor BEGIN
  UPDATE name SET text = new.name, language = new.language
  WHERE actor_id = new.id AND kind = 'primary' AND (text <> new.name OR language <> new.language);
END;
CREATE TRIGGER name_primary_update AFTER UPDATE OF text, language ON name WHEN new.kind = 'primary' BEGIN
  UPDATE actor SET name = new.text, language = new.language
  WHERE id = new.actor_id AND (name <> new.text OR language <> new.language);
END;
CREATE TRIGGER name_primary_stays BEFORE UPDATE OF kind, actor_id ON name
WHEN old.kind = 'primary' AND (new.kind <> 'primary' OR new.actor_id <> old.actor_id) BEGIN
  SELECT RAISE(ABORT, 'an actor has one primary name; change its text instead');
END;
CREATE TRIGGER name_primary_kept BEFORE DELETE ON name
WHEN old.kind = 'primary' AND EXISTS (SELECT 1 FROM actor WHERE id = old.actor_id) BEGIN
  SELECT RAISE(ABORT, 'an actor has one primary name; change its text instead');
END;
CREATE TRIGGER actor_delete_names BEFORE DELETE ON actor BEGIN
  DELETE FROM name WHERE actor_id = old.id AND kind <> 'primary';
END;
CREATE TRIGGER actor_delete_primary AFTER DELETE ON actor BEGIN
  DELETE FROM name WHERE actor_id = old.id;
END;

CREATE TABLE role (
  -- An office that a person holds in an organisation, a government, a state.
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id        INTEGER NOT NULL REFERENCES actor (id),
  organisation_id  INTEGER REFERENCES actor (id),
  title            TEXT NOT NULL CHECK (title <> '' AND instr(title, char(0)) = 0),
  since            TEXT,
  until            TEXT,
  earliest         INTEGER, latest INTEGER,
  CONSTRAINT "since is not after until" CHECK (earliest <= latest)
) STRICT;
CREATE UNIQUE INDEX role_once ON role (person_id, title, ifnull(organisation_id, 0), ifnull(since, ''), ifnull(until, ''));
CREATE INDEX role_organisation ON role (organisation_id);

dated_span(name, since, until);
dated_span(role, since, until);
-- (An actor's names go with the actor: see actor_delete_names.)
refers_to(name, actor_id, actor);
refers(role, person_id, actor);
refers(role, organisation_id, actor);

one_of_a_kind(name, [actor_id, text, language, kind, since, until],
  [other.actor_id = new.actor_id AND other.kind = new.kind AND (new.kind = 'primary' OR other.text = new.text AND other.language = new.language
    AND ifnull(other.since, '') = ifnull(new.since, '') AND ifnull(other.until, '') = ifnull(new.until, ''))]);
one_of_a_kind(role, [person_id, organisation_id, title, since, until],
  [other.person_id = new.person_id AND other.title = new.title AND ifnull(other.organisation_id, 0) = ifnull(new.organisation_id, 0)
    AND ifnull(other.since, '') = ifnull(new.since, '') AND ifnull(other.until, '') = ifnull(new.until, '')]);
