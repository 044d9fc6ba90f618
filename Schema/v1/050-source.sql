-- Sources, their archived text, and the stretches of it that are pinned.

CREATE TABLE source (
  -- A document that can be cited; when it is archived, its text too.
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  key           TEXT NOT NULL UNIQUE DEFAULT ('src-' || lower(hex(randomblob(4)))) key_form(key),
  kind          TEXT NOT NULL DEFAULT 'article' CONSTRAINT "kind of a source: article, speech, interview, book, report, statement, post, treaty or transcript"
                  CHECK (kind IN ('article', 'speech', 'interview', 'book', 'report', 'statement', 'post', 'treaty', 'transcript')),
  title         TEXT CONSTRAINT "a title is not empty and holds no NUL" CHECK (title <> '' AND instr(title, char(0)) = 0),
  authors       TEXT no_nul(authors),  -- joined by '; '
  publisher_id  INTEGER REFERENCES actor (id),
  published_on  TEXT,     -- EDTF
  accessed_on   TEXT,     -- EDTF
  url           TEXT no_nul(url),
  language      TEXT NOT NULL DEFAULT 'und' language_tag(language),
  version_of_id INTEGER REFERENCES source (id),  -- the source of which this is a later text
  status        TEXT NOT NULL DEFAULT 'accepted' record_status(status),
  sha256        TEXT CONSTRAINT "sha256 is 64 digits of 0-9 and a-f" CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),  -- of the file it came from
  earliest      INTEGER, latest INTEGER,  -- filled from published_on
  words         INTEGER,  -- stretches of text between white space; filled from the text
  text          TEXT verbatim(text)  -- the archived text; never changes once it is there
) STRICT;
CREATE INDEX source_publisher ON source (publisher_id);
CREATE INDEX source_version_of ON source (version_of_id) WHERE version_of_id IS NOT NULL;
CREATE INDEX source_latest ON source (latest DESC, key);
CREATE INDEX source_url ON source (url) WHERE url IS NOT NULL;

CREATE TRIGGER source_text_stays BEFORE UPDATE OF text ON source WHEN old.text IS NOT NULL AND new.text IS NOT old.text BEGIN
  SELECT RAISE(ABORT, 'an archived text never changes; add the corrected text as a new version of the source');
END;
-- Words are counted where runs of white space are made single: ' ' becomes '<>', '><' goes, '<>' becomes ' '.
CREATE VIEW source_words (id, words) AS
SELECT id, length(t) - length(replace(t, ' ', '')) + (t <> '') FROM (
  SELECT id, trim(replace(replace(replace(t, ' ', char(1, 2)), char(2, 1), ''), char(1, 2), ' ')) AS t FROM (
    SELECT id, replace(replace(replace(replace(text, char(10), ' '), char(13), ' '), char(9), ' '), char(160), ' ') AS t
    FROM source WHERE text IS NOT NULL));
CREATE TRIGGER source_words_insert AFTER INSERT ON source WHEN new.text IS NOT NULL BEGIN
  UPDATE source SET words = (SELECT words FROM source_words WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER source_words_update AFTER UPDATE OF text, words ON source
WHEN new.text IS NOT old.text OR new.words IS NOT (SELECT words FROM source_words WHERE id = new.id) BEGIN
  UPDATE source SET words = (SELECT words FROM source_words WHERE id = new.id) WHERE id = new.id;
END;

CREATE TABLE passage (
  -- A stretch of one archived source: substr(source.text, start + 1, "end" - start) = exact, always.
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id  INTEGER NOT NULL REFERENCES source (id),
  start      INTEGER NOT NULL,  -- in Unicode code points, from 0
  "end"      INTEGER NOT NULL,  -- exclusive
  exact      TEXT NOT NULL,
  prefix     TEXT,  -- up to 32 code points before; filled from the text
  suffix     TEXT,  -- and after
  UNIQUE (source_id, start, "end"),
  CONSTRAINT "a passage starts at 0 or later and ends after its start" CHECK (start >= 0 AND "end" > start)
) STRICT;

CREATE TABLE mention (
  -- An actor's name in an archived source.
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  actor_id   INTEGER NOT NULL REFERENCES actor (id),
  source_id  INTEGER NOT NULL REFERENCES source (id),
  start      INTEGER NOT NULL,  -- in Unicode code points, from 0
  "end"      INTEGER NOT NULL,  -- exclusive
  surface    TEXT NOT NULL,     -- the name as it stands there
  status     TEXT NOT NULL DEFAULT 'accepted' record_status(status),
  UNIQUE (source_id, start, "end", actor_id),
  CONSTRAINT "a mention starts at 0 or later and ends after its start" CHECK (start >= 0 AND "end" > start)
) STRICT;
CREATE INDEX mention_actor ON mention (actor_id, source_id, start);

pinned(passage, exact);
pinned(mention, surface);
CREATE TRIGGER passage_around AFTER INSERT ON passage BEGIN
  UPDATE passage SET
    prefix = (SELECT substr(text, max(new.start - 32, 0) + 1, min(new.start, 32)) FROM source WHERE id = new.source_id),
    suffix = (SELECT substr(text, new."end" + 1, 32) FROM source WHERE id = new.source_id)
  WHERE id = new.id;
END;
CREATE TRIGGER passage_around_update AFTER UPDATE OF source_id, start, "end", prefix, suffix ON passage
WHEN (new.prefix, new.suffix) IS NOT (
  SELECT substr(text, max(new.start - 32, 0) + 1, min(new.start, 32)), substr(text, new."end" + 1, 32) FROM source WHERE id = new.source_id) BEGIN
  UPDATE passage SET
    prefix = (SELECT substr(text, max(new.start - 32, 0) + 1, min(new.start, 32)) FROM source WHERE id = new.source_id),
    suffix = (SELECT substr(text, new."end" + 1, 32) FROM source WHERE id = new.source_id)
  WHERE id = new.id;
END;
dated_once(source, published_on);
refers(source, publisher_id, actor);
refers(source, version_of_id, source);
refers(passage, source_id, source);
refers(mention, actor_id, actor);
refers(mention, source_id, source);

-- accessed_on is a date too, though nothing is sorted by it.
CREATE TRIGGER source_accessed_insert AFTER INSERT ON source WHEN new.accessed_on IS NOT NULL BEGIN
  read_date(new.accessed_on);
END;
CREATE TRIGGER source_accessed_update AFTER UPDATE OF accessed_on ON source WHEN new.accessed_on IS NOT NULL BEGIN
  read_date(new.accessed_on);
END;

acyclic(source, version_of_id);
one_of_a_kind(passage, [source_id, start, "end"],
  [other.source_id = new.source_id AND other.start = new.start AND other."end" = new."end"]);
one_of_a_kind(mention, [actor_id, source_id, start, "end"],
  [other.source_id = new.source_id AND other.start = new.start AND other."end" = new."end" AND other.actor_id = new.actor_id]);
