-- Public views: what was extracted, and what was decided.

CREATE VIEW proposals (
  -- One row for each quote that a machine found, as it was first extracted and as it stands now.
  key,                 -- the quote
  status,              -- of the quote now: proposed until a person accepts or rejects it
  text,                -- the quote's words now
  speaker,             -- the name of its speaker now; empty while it is open
  speaker_key,         -- the key of its speaker now
  source,              -- the title of the source, or its key where it has no title
  source_key,          -- its key
  start,               -- where the passage starts now, in code points of the archived text, from 0
  end,                 -- where it ends, exclusive
  kind,                -- as extracted: direct, mixed or indirect
  spans,               -- as extracted: 120-154, or 120-154,170-201 where the reporter's words stand between
  cue,                 -- the word that reports
  attributed_as,       -- the speaker as written
  via,                 -- through whom the words came, as written
  proposed_speaker,    -- the key of the actor for whom the speaker was taken
  candidates,          -- where several actors fit: their keys, joined by '; '
  confidence,          -- from 0 to 1: how often the rule that found it is right
  rule,                -- that rule
  extractor,           -- the extractor's name and version
  extracted_at         -- when, in UTC
) AS
SELECT quote.key, quote.status, quote.text, speaker.name, speaker.key, ifnull(source.title, source.key), source.key,
  passage.start, passage."end", proposal.kind, proposal.spans, proposal.cue, proposal.attributed_as, proposal.via,
  (SELECT key FROM actor WHERE id = proposal.speaker_id), proposal.candidates, proposal.confidence, proposal.rule,
  extraction.extractor, extraction.at
FROM proposal
JOIN quote ON quote.id = proposal.quote_id
JOIN extraction ON extraction.id = proposal.extraction_id
JOIN source ON source.id = extraction.source_id
LEFT JOIN actor AS speaker ON speaker.id = quote.speaker_id
LEFT JOIN appearance ON appearance.id = (
  SELECT min(id) FROM appearance AS first WHERE first.quote_id = quote.id AND first.source_id = source.id)
LEFT JOIN passage ON passage.id = appearance.passage_id;

CREATE VIEW decisions (
  -- One row for each decision of a person on a quote that a machine found.
  key,          -- the quote
  author,       -- who decided
  at,           -- when, in UTC
  verdict,      -- accept or reject
  speaker_key,  -- who said it, as decided
  start,        -- where the words stand, as decided, in code points from 0
  end,          -- exclusive
  why,          -- the reason, in the author's words
  blind         -- 1 where it was made without a look at those of others, and is not merged
) AS
SELECT quote.key, decision.author, decision.at, decision.verdict, (SELECT key FROM actor WHERE id = decision.speaker_id),
  decision.start, decision."end", decision.why, decision.is_blind
FROM decision JOIN quote ON quote.id = decision.quote_id;
