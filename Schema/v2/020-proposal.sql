-- What a machine found in archived texts, and what people decided on it.

CREATE TABLE extraction (
  -- One reading of one archived text by one version of the extractor.
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id  INTEGER NOT NULL REFERENCES source (id),
  extractor  TEXT NOT NULL verbatim(extractor),  -- its name and version
  at         TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))  -- UTC, ISO 8601
) STRICT;
CREATE INDEX extraction_source ON extraction (source_id);

CREATE TABLE proposal (
  -- A quote as it was extracted. It stays what it was: what people change is changed in the quote.
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  extraction_id  INTEGER NOT NULL REFERENCES extraction (id),
  quote_id       INTEGER NOT NULL REFERENCES quote (id),
  kind           TEXT NOT NULL CONSTRAINT "kind of a quote: direct, mixed or indirect" CHECK (kind IN ('direct', 'mixed', 'indirect')),
  spans          TEXT NOT NULL,  -- where the words stand, in code points: 120-154, or 120-154,170-201
  cue            TEXT,           -- the word that reports
  attributed_as  TEXT,           -- the speaker as written
  via            TEXT,           -- through whom the words came, as written
  speaker_id     INTEGER REFERENCES actor (id),  -- whom that was taken for; NULL: left open
  candidates     TEXT,           -- where several fit: their keys, joined by '; '
  confidence     REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  rule           TEXT NOT NULL   -- what found it
) STRICT;
CREATE INDEX proposal_quote ON proposal (quote_id);
CREATE INDEX proposal_extraction ON proposal (extraction_id);

CREATE TABLE decision (
  -- What one person decided on one proposed quote. Blind decisions change nothing until they are merged.
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  quote_id    INTEGER NOT NULL REFERENCES quote (id),
  author      TEXT NOT NULL verbatim(author),
  at          TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),  -- UTC, ISO 8601
  verdict     TEXT NOT NULL CONSTRAINT "a verdict is accept or reject" CHECK (verdict IN ('accept', 'reject')),
  speaker_id  INTEGER REFERENCES actor (id),  -- who said it, as decided
  start       INTEGER,  -- where the words stand, as decided, in code points from 0
  "end"       INTEGER,  -- exclusive
  why         TEXT no_nul(why),
  is_blind    INTEGER NOT NULL DEFAULT 0 CHECK (is_blind IN (0, 1)),
  CONSTRAINT "start and end go together" CHECK ((start IS NULL) = ("end" IS NULL) AND (start IS NULL OR start >= 0 AND "end" > start))
) STRICT;
CREATE UNIQUE INDEX decision_once ON decision (quote_id, author, is_blind);

refers_later(extraction, source_id, source);
refers_later(proposal, extraction_id, extraction);
refers_later(proposal, quote_id, quote);
refers_later(proposal, speaker_id, actor);
refers(decision, quote_id, quote);
refers(decision, speaker_id, actor);

checked_insert(extraction, [
  names_one(extraction, source_id, source);
  is_new(extraction, FALSE)]);
checked_insert(proposal, [
  names_one(proposal, extraction_id, extraction);
  names_one(proposal, quote_id, quote);
  names_one(proposal, speaker_id, actor);
  is_new(proposal, FALSE)]);
CREATE TRIGGER proposal_stays BEFORE UPDATE ON proposal BEGIN
  SELECT RAISE(ABORT, 'a proposal stays as it was extracted; change the quote instead');
END;
one_of_a_kind(decision, [quote_id, author, is_blind],
  [other.quote_id = new.quote_id AND other.author = new.author AND other.is_blind = new.is_blind]);

kept_delete(extraction, ['source_id', old.source_id, 'extractor', old.extractor, 'at', old.at]);
kept_delete(proposal,
  ['extraction_id', old.extraction_id, 'quote_id', old.quote_id, 'kind', old.kind, 'spans', old.spans, 'cue', old.cue, 'attributed_as', old.attributed_as, 'via', old.via, 'speaker_id', old.speaker_id, 'candidates', old.candidates, 'confidence', old.confidence, 'rule', old.rule]);
kept(decision, [quote_id, author, at, verdict, speaker_id, start, "end", why, is_blind],
  ['quote_id', old.quote_id, 'author', old.author, 'at', old.at, 'verdict', old.verdict, 'speaker_id', old.speaker_id, 'start', old.start, 'end', old."end", 'why', old.why, 'is_blind', old.is_blind]);
