-- Subjects, in a tree, and what they are put on.

CREATE TABLE topic (
  -- A subject.
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  key        TEXT NOT NULL UNIQUE key_form(key),
  label      TEXT NOT NULL verbatim(label),
  parent_id  INTEGER REFERENCES topic (id)
) STRICT;
CREATE INDEX topic_parent ON topic (parent_id);

CREATE TABLE tag (
  -- A topic on one quote, claim, source or event.
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  topic_id   INTEGER NOT NULL REFERENCES topic (id),
  quote_id   INTEGER REFERENCES quote (id),
  claim_id   INTEGER REFERENCES claim (id),
  source_id  INTEGER REFERENCES source (id),
  event_id   INTEGER REFERENCES event (id),
  CONSTRAINT "a tag is on one record" CHECK ((quote_id IS NOT NULL) + (claim_id IS NOT NULL) + (source_id IS NOT NULL) + (event_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX tag_topic ON tag (topic_id);
CREATE UNIQUE INDEX tag_quote ON tag (quote_id, topic_id) WHERE quote_id IS NOT NULL;
CREATE UNIQUE INDEX tag_claim ON tag (claim_id, topic_id) WHERE claim_id IS NOT NULL;
CREATE UNIQUE INDEX tag_source ON tag (source_id, topic_id) WHERE source_id IS NOT NULL;
CREATE UNIQUE INDEX tag_event ON tag (event_id, topic_id) WHERE event_id IS NOT NULL;

acyclic(topic, parent_id);
one_of_a_kind(tag, [topic_id, quote_id, claim_id, source_id, event_id],
  [other.topic_id = new.topic_id AND (other.quote_id = new.quote_id OR other.claim_id = new.claim_id
    OR other.source_id = new.source_id OR other.event_id = new.event_id)]);
refers(topic, parent_id, topic);
refers(tag, topic_id, topic);
refers(tag, quote_id, quote);
refers(tag, claim_id, claim);
refers(tag, source_id, source);
refers(tag, event_id, event);
