-- Public views: sources, what is pinned to them, and who is named in them.

CREATE VIEW sources (
  -- One row for each source.
  key,            -- what to type and cite: wana-jan-31
  title,          -- empty where it has none
  kind,           -- article, speech, interview, book, report, statement, post, treaty or transcript
  publisher,      -- the publisher's name
  publisher_key,  -- the publisher's key
  authors,        -- joined by '; '
  published_on,   -- in EDTF; what the source does not say is not made up: XXXX-01-31
  accessed_on,    -- when it was read, in EDTF
  url,            -- its address
  language,       -- BCP 47; und where not known
  archived,       -- 1 when its text is kept here, else 0
  words,          -- of the archived text: stretches between white space
  sha256,         -- of the file that the text came from
  topics,         -- topic keys, joined by '; '
  version_of,     -- the key of the source of which this is a later text
  status,         -- proposed, accepted, rejected or retracted
  earliest,       -- first day on which it can have been published: 20190101 for 2019
  latest          -- last day
) AS
SELECT source.key, source.title, source.kind, publisher.name, publisher.key, source.authors, source.published_on,
  source.accessed_on, source.url, source.language, source.words IS NOT NULL, source.words, source.sha256,
  (SELECT group_concat(key, '; ') FROM (
    SELECT topic.key FROM tag JOIN topic ON topic.id = tag.topic_id WHERE tag.source_id = source.id ORDER BY topic.key)),
  (SELECT earlier.key FROM source AS earlier WHERE earlier.id = source.version_of_id),
  source.status, source.earliest, source.latest
FROM source LEFT JOIN actor AS publisher ON publisher.id = source.publisher_id;

CREATE VIEW passages (
  -- One row for each pinned stretch of an archived source.
  key,         -- its address: SOURCE@START-END
  source_key,  -- the source
  start,       -- in code points of the archived text, from 0
  end,         -- exclusive
  exact,       -- the words as they stand there, byte for byte
  prefix,      -- up to 32 code points before
  suffix       -- and after
) AS
SELECT source.key || '@' || passage.start || '-' || passage."end", source.key, passage.start, passage."end", passage.exact, passage.prefix, passage.suffix
FROM passage JOIN source ON source.id = passage.source_id;

CREATE VIEW mentions (
  -- One row for each place where an actor is named in an archived source.
  actor,       -- the actor's name
  actor_key,   -- the actor's key
  source,      -- the title of the source, or its key where it has no title
  source_key,  -- its key
  start,       -- in code points of the archived text, from 0
  end,         -- exclusive
  surface,     -- the name as it stands there
  status       -- proposed, accepted, rejected or retracted
) AS
SELECT actor.name, actor.key, ifnull(source.title, source.key), source.key, mention.start, mention."end", mention.surface, mention.status
FROM mention JOIN actor ON actor.id = mention.actor_id JOIN source ON source.id = mention.source_id;

CREATE VIEW evidence_places (
  -- One row for each piece of evidence of a claim, a stance or an event.
  record_key,  -- the claim, stance or event
  quote_key,   -- the quote that shows it, or
  source_key,  -- the source that shows it
  start,       -- where in the archived text, in code points from 0
  end,         -- exclusive
  locator      -- where in a source that is not archived
) AS
SELECT claim.key, quote.key, source.key, passage.start, passage."end", evidence.locator
FROM evidence JOIN claim ON claim.id = evidence.claim_id
LEFT JOIN quote ON quote.id = evidence.quote_id
LEFT JOIN source ON source.id = evidence.source_id
LEFT JOIN passage ON passage.id = evidence.passage_id
UNION ALL
SELECT stance.key, quote.key, source.key, passage.start, passage."end", evidence.locator
FROM evidence JOIN stance ON stance.id = evidence.stance_id
LEFT JOIN quote ON quote.id = evidence.quote_id
LEFT JOIN source ON source.id = evidence.source_id
LEFT JOIN passage ON passage.id = evidence.passage_id
UNION ALL
SELECT event.key, quote.key, source.key, passage.start, passage."end", evidence.locator
FROM evidence JOIN event ON event.id = evidence.event_id
LEFT JOIN quote ON quote.id = evidence.quote_id
LEFT JOIN source ON source.id = evidence.source_id
LEFT JOIN passage ON passage.id = evidence.passage_id;
