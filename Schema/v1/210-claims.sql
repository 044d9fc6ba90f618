-- Public views: claims, how they bear on each other, and who stands where.

CREATE VIEW claims (
  -- One row for each claim, with the first place that shows it.
  key,              -- what to type and cite
  text,             -- the proposition, in our own words
  kind,             -- assertion, prediction, condition, obstacle, proposal, comparison, question or evaluation
  status,           -- proposed, accepted, rejected or retracted
  asserted_by,      -- the name of the actor who asserts it
  asserted_by_key,  -- that actor's key
  asserted_on,      -- when, in EDTF
  source,           -- the title of the first source that shows it, or its key
  source_key,       -- its key
  topics,           -- topic keys, joined by '; '
  locator,          -- the place in that source
  language,         -- of the text, BCP 47
  earliest,         -- first day that asserted_on can mean: 20190101 for 2019
  latest            -- last day that it can mean
) AS
SELECT claim.key, claim.text, claim.kind, claim.status, actor.name, actor.key, claim.asserted_on,
  ifnull(source.title, source.key), source.key,
  (SELECT group_concat(key, '; ') FROM (
    SELECT topic.key FROM tag JOIN topic ON topic.id = tag.topic_id WHERE tag.claim_id = claim.id ORDER BY topic.key)),
  evidence.locator, claim.language, claim.earliest, claim.latest
FROM claim
LEFT JOIN actor ON actor.id = claim.asserted_by_id
LEFT JOIN evidence ON evidence.id = (
  SELECT min(id) FROM evidence AS first WHERE first.claim_id = claim.id AND first.source_id IS NOT NULL)
LEFT JOIN source ON source.id = ifnull(evidence.source_id, (
  -- Shown by a quote only: where that is printed.
  SELECT appearance.source_id FROM evidence AS said JOIN appearance ON appearance.quote_id = said.quote_id
  WHERE said.claim_id = claim.id ORDER BY said.id, appearance.id LIMIT 1));

CREATE VIEW relations (
  -- One row for each way in which a claim bears on another: read it from left to right.
  from_key,   -- the claim that bears
  from_text,  -- its text
  relation,   -- supports, attacks, requires, hinders, answers or exemplifies
  to_key,     -- the claim that it bears on
  to_text,    -- its text
  key,        -- what to type and cite
  status      -- proposed, accepted, rejected or retracted
) AS
SELECT a.key, a.text, relation.relation, b.key, b.text, relation.key, relation.status
FROM relation JOIN claim AS a ON a.id = relation.from_id JOIN claim AS b ON b.id = relation.to_id;

CREATE VIEW stances (
  -- One row for each position of an actor on a claim.
  actor,      -- the actor's name
  actor_key,  -- the actor's key
  position,   -- supports, opposes, conditional or ambivalent
  claim,      -- the claim's text
  claim_key,  -- the claim's key
  since,      -- from when, in EDTF; empty where not known
  until,      -- until when, in EDTF; empty where not known or still so
  evidence,   -- quote keys and places in sources that show it, joined by '; '
  key,        -- what to type and cite
  status,     -- proposed, accepted, rejected or retracted
  earliest,   -- first day: 20190101 for since 2019
  latest      -- last day; 99991231 where it is open
) AS
SELECT actor.name, actor.key, stance.position, claim.text, claim.key, stance.since, stance.until,
  (SELECT group_concat(place, '; ') FROM (
    SELECT ifnull(quote.key, source.key || ifnull('@' || passage.start || '-' || passage."end", ifnull(', ' || evidence.locator, ''))) AS place
    FROM evidence
    LEFT JOIN quote ON quote.id = evidence.quote_id
    LEFT JOIN source ON source.id = evidence.source_id
    LEFT JOIN passage ON passage.id = evidence.passage_id
    WHERE evidence.stance_id = stance.id ORDER BY evidence.id)),
  stance.key, stance.status, stance.earliest, stance.latest
FROM stance JOIN actor ON actor.id = stance.actor_id JOIN claim ON claim.id = stance.claim_id;
