-- Public views: quotes and where they are printed.

CREATE VIEW quotes (
  -- One row for each quote, with the first place where it is printed. Rejected and retracted ones too: see status.
  key,              -- what to type and cite: q-4f9a1c
  speaker,          -- the speaker's name
  speaker_key,      -- the speaker's key
  text,             -- the words, byte for byte
  language,         -- BCP 47: en, fa, fa-Latn; und where not known
  said_on,          -- when, in EDTF: 2019, 2019-05~, XXXX-01-31
  kind,             -- direct, mixed or indirect speech
  status,           -- proposed, accepted, denied, misattributed, rejected or retracted
  source,           -- the title of the source that prints it, or its key where it has no title
  source_key,       -- the key of that source
  publisher,        -- the name of its publisher
  published_on,     -- when it was published, in EDTF
  start,            -- where the passage starts in the archived text, in code points from 0
  end,              -- where it ends, exclusive
  attributed_as,    -- the speaker as written there: he, the Leader
  cue,              -- the word that reports: stated
  topics,           -- topic keys, joined by '; '
  locator,          -- the place in a source that is not archived: a page, a paragraph
  origin,           -- where it was first said: a title, or a key where there is no title
  origin_key,       -- the key of that source
  translation_of,   -- the key of the quote that it translates
  earliest,         -- first day on which it can have been said: 20190101 for 2019
  latest            -- last day on which it can have been said: 20191231 for 2019
) AS
SELECT
  quote.key, speaker.name, speaker.key, quote.text, quote.language, quote.said_on, quote.kind, quote.status,
  ifnull(source.title, source.key), source.key, publisher.name, source.published_on,
  passage.start, passage."end", appearance.attributed_as, appearance.cue,
  (SELECT group_concat(key, '; ') FROM (
    SELECT topic.key FROM tag JOIN topic ON topic.id = tag.topic_id WHERE tag.quote_id = quote.id ORDER BY topic.key)),
  appearance.locator,
  ifnull(origin.title, origin.key), origin.key,
  (SELECT original.key FROM quote AS original WHERE original.id = quote.translation_of_id),
  quote.earliest, quote.latest
FROM quote
LEFT JOIN actor AS speaker ON speaker.id = quote.speaker_id
LEFT JOIN appearance ON appearance.id = (SELECT min(id) FROM appearance AS first WHERE first.quote_id = quote.id)
LEFT JOIN source ON source.id = ifnull(appearance.source_id, quote.origin_id)
LEFT JOIN actor AS publisher ON publisher.id = source.publisher_id
LEFT JOIN passage ON passage.id = appearance.passage_id
LEFT JOIN source AS origin ON origin.id = quote.origin_id;

CREATE VIEW appearances (
  -- One row for each place where a quote is printed.
  quote_key,      -- the quote
  source,         -- the title of the source, or its key where it has no title
  source_key,     -- its key
  published_on,   -- when it was published, in EDTF
  start,          -- where the passage starts in the archived text, in code points from 0
  end,            -- where it ends, exclusive
  exact,          -- the passage as it stands there
  attributed_as,  -- the speaker as written: he, the Leader
  cue,            -- the word that reports: stated
  locator         -- the place in a source that is not archived
) AS
SELECT quote.key, ifnull(source.title, source.key), source.key, source.published_on,
  passage.start, passage."end", passage.exact, appearance.attributed_as, appearance.cue, appearance.locator
FROM appearance
JOIN quote ON quote.id = appearance.quote_id
JOIN source ON source.id = appearance.source_id
LEFT JOIN passage ON passage.id = appearance.passage_id;
