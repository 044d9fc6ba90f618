-- Propositions in our own words, and how they bear on each other.

CREATE TABLE claim (
  -- A proposition: what someone asserts, predicts, asks, weighs.
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  key             TEXT NOT NULL UNIQUE DEFAULT ('cl-' || lower(hex(randomblob(4)))) key_form(key),
  text            TEXT NOT NULL verbatim(text),
  language        TEXT NOT NULL DEFAULT 'en' language_tag(language),
  kind            TEXT NOT NULL DEFAULT 'assertion' CONSTRAINT "kind of a claim: assertion, prediction, condition, obstacle, proposal, comparison, question or evaluation"
                    CHECK (kind IN ('assertion', 'prediction', 'condition', 'obstacle', 'proposal', 'comparison', 'question', 'evaluation')),
  asserted_by_id  INTEGER REFERENCES actor (id),
  asserted_on     TEXT,  -- EDTF
  status          TEXT NOT NULL DEFAULT 'accepted' record_status(status),
  earliest        INTEGER, latest INTEGER  -- filled from asserted_on
) STRICT;
CREATE INDEX claim_asserted_by ON claim (asserted_by_id);
CREATE INDEX claim_kind ON claim (kind);

CREATE TABLE relation (
  -- How one claim bears on another.
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       TEXT NOT NULL UNIQUE DEFAULT ('r-' || lower(hex(randomblob(4)))) key_form(key),
  from_id   INTEGER NOT NULL REFERENCES claim (id),
  relation  TEXT NOT NULL CONSTRAINT "a relation is one of supports, attacks, requires, hinders, answers and exemplifies"
              CHECK (relation IN ('supports', 'attacks', 'requires', 'hinders', 'answers', 'exemplifies')),
  to_id     INTEGER NOT NULL REFERENCES claim (id),
  status    TEXT NOT NULL DEFAULT 'accepted' record_status(status),
  UNIQUE (from_id, relation, to_id),
  CONSTRAINT "a claim does not bear on itself" CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX relation_to ON relation (to_id);

CREATE TABLE stance (
  -- An actor's position on a claim for a time.
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       TEXT NOT NULL UNIQUE DEFAULT ('s-' || lower(hex(randomblob(4)))) key_form(key),
  actor_id  INTEGER NOT NULL REFERENCES actor (id),
  claim_id  INTEGER NOT NULL REFERENCES claim (id),
  position  TEXT NOT NULL CONSTRAINT "a position is supports, opposes, conditional or ambivalent"
              CHECK (position IN ('supports', 'opposes', 'conditional', 'ambivalent')),
  since     TEXT,  -- EDTF
  until     TEXT,  -- EDTF
  status    TEXT NOT NULL DEFAULT 'accepted' record_status(status),
  earliest  INTEGER, latest INTEGER,  -- filled from since and until
  CONSTRAINT "since is not after until" CHECK (earliest <= latest)
) STRICT;
CREATE INDEX stance_actor ON stance (actor_id);
CREATE INDEX stance_claim ON stance (claim_id);

dated_once(claim, asserted_on);
dated_span(stance, since, until);
refers(claim, asserted_by_id, actor);
refers(relation, from_id, claim);
refers(relation, to_id, claim);
refers(stance, actor_id, actor);
refers(stance, claim_id, claim);

one_of_a_kind(relation, [from_id, relation, to_id],
  [other.from_id = new.from_id AND other.relation = new.relation AND other.to_id = new.to_id]);
