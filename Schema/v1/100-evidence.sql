-- What shows a claim, a stance, an event.

CREATE TABLE evidence (
  -- One piece of evidence for one record: a place in a source, or a quote.
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id    INTEGER REFERENCES claim (id),
  stance_id   INTEGER REFERENCES stance (id),
  event_id    INTEGER REFERENCES event (id),
  quote_id    INTEGER REFERENCES quote (id),
  source_id   INTEGER REFERENCES source (id),
  passage_id  INTEGER REFERENCES passage (id),  -- where the source is archived
  locator     TEXT no_nul(locator),                             -- where it is not: a page, a paragraph
  CONSTRAINT "evidence is for one claim, stance or event" CHECK ((claim_id IS NOT NULL) + (stance_id IS NOT NULL) + (event_id IS NOT NULL) = 1),
  CONSTRAINT "evidence is a quote or a place in a source" CHECK ((quote_id IS NOT NULL) + (source_id IS NOT NULL) = 1),
  CONSTRAINT "a passage or a locator goes with a source" CHECK (source_id IS NOT NULL OR passage_id IS NULL AND locator IS NULL)
) STRICT;
CREATE UNIQUE INDEX evidence_once ON evidence (
  ifnull(claim_id, 0), ifnull(stance_id, 0), ifnull(event_id, 0), ifnull(quote_id, 0), ifnull(source_id, 0), ifnull(passage_id, 0), ifnull(locator, ''));
CREATE INDEX evidence_claim ON evidence (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX evidence_stance ON evidence (stance_id) WHERE stance_id IS NOT NULL;
CREATE INDEX evidence_event ON evidence (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX evidence_quote ON evidence (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX evidence_source ON evidence (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX evidence_passage ON evidence (passage_id) WHERE passage_id IS NOT NULL;

passage_of_source(evidence);
refers(evidence, claim_id, claim);
refers(evidence, stance_id, stance);
refers(evidence, event_id, event);
refers(evidence, quote_id, quote);
refers(evidence, source_id, source);
refers(evidence, passage_id, passage);
refers(appearance, passage_id, passage);

one_of_a_kind(evidence, [claim_id, stance_id, event_id, quote_id, source_id, passage_id, locator],
  [ifnull(other.claim_id, 0) = ifnull(new.claim_id, 0) AND ifnull(other.stance_id, 0) = ifnull(new.stance_id, 0)
    AND ifnull(other.event_id, 0) = ifnull(new.event_id, 0) AND ifnull(other.quote_id, 0) = ifnull(new.quote_id, 0)
    AND ifnull(other.source_id, 0) = ifnull(new.source_id, 0) AND ifnull(other.passage_id, 0) = ifnull(new.passage_id, 0)
    AND ifnull(other.locator, '') = ifnull(new.locator, '')]);
