-- Words that a speaker said, and the places where they are printed.

CREATE TABLE quote (
  -- Words that a speaker said, byte for byte.
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  key                TEXT NOT NULL UNIQUE DEFAULT ('q-' || lower(hex(randomblob(4)))) key_form(key),
  speaker_id         INTEGER REFERENCES actor (id),  -- NULL only while a proposal leaves it open
  text               TEXT NOT NULL verbatim(text),
  language           TEXT NOT NULL DEFAULT 'und' language_tag(language),
  said_on            TEXT,  -- EDTF
  kind               TEXT NOT NULL DEFAULT 'direct' CONSTRAINT "kind of a quote: direct, mixed or indirect" CHECK (kind IN ('direct', 'mixed', 'indirect')),
  origin_id          INTEGER REFERENCES source (id),  -- where it was first said
  translation_of_id  INTEGER REFERENCES quote (id),
  status             TEXT NOT NULL DEFAULT 'accepted' CONSTRAINT "status of a quote: proposed, accepted, denied, misattributed, rejected or retracted"
                       CHECK (status IN ('proposed', 'accepted', 'denied', 'misattributed', 'rejected', 'retracted')),
  earliest           INTEGER, latest INTEGER,  -- filled from said_on
  CONSTRAINT "a quote that people stand behind has a speaker" CHECK (speaker_id IS NOT NULL OR status IN ('proposed', 'rejected'))
) STRICT;
-- A speaker's quotes, and all, in the order in which they are listed; and in that of a timeline.
CREATE INDEX quote_speaker ON quote (speaker_id, latest DESC, key, status);
CREATE INDEX quote_latest ON quote (latest DESC, key, earliest, status);
CREATE INDEX quote_earliest ON quote (earliest IS NULL, earliest, key);
CREATE INDEX quote_origin ON quote (origin_id) WHERE origin_id IS NOT NULL;
CREATE INDEX quote_translation_of ON quote (translation_of_id) WHERE translation_of_id IS NOT NULL;
CREATE INDEX quote_set_aside ON quote (status) WHERE status <> 'accepted';
CREATE INDEX quote_not_direct ON quote (kind, latest DESC, key) WHERE kind <> 'direct';
CREATE INDEX quote_language ON quote (language);

CREATE TABLE appearance (
  -- One place where a quote is printed.
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  quote_id       INTEGER NOT NULL REFERENCES quote (id),
  source_id      INTEGER NOT NULL REFERENCES source (id),
  passage_id     INTEGER REFERENCES passage (id),  -- where the source is archived
  locator        TEXT no_nul(locator),  -- where it is not: a page, a paragraph
  attributed_as  TEXT no_nul(attributed_as),  -- the speaker as written: he, the Leader
  cue            TEXT no_nul(cue)   -- the word that reports: stated
) STRICT;
CREATE UNIQUE INDEX appearance_once ON appearance (quote_id, source_id, ifnull(passage_id, 0), ifnull(locator, ''));
CREATE INDEX appearance_source ON appearance (source_id);
CREATE INDEX appearance_passage ON appearance (passage_id) WHERE passage_id IS NOT NULL;

passage_of_source(appearance);
dated_once(quote, said_on);
refers(quote, speaker_id, actor);
refers(quote, origin_id, source);
refers(quote, translation_of_id, quote);
refers(appearance, quote_id, quote);
refers(appearance, source_id, source);

acyclic(quote, translation_of_id);
one_of_a_kind(appearance, [quote_id, source_id, passage_id, locator],
  [other.quote_id = new.quote_id AND other.source_id = new.source_id AND ifnull(other.passage_id, 0) = ifnull(new.passage_id, 0)
    AND ifnull(other.locator, '') = ifnull(new.locator, '')]);
