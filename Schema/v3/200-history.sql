-- Public views: the history, and which records were taken for one.

DROP VIEW changesets;
CREATE VIEW changesets (
  -- One row for each act of editing.
  key,           -- what to type and cite
  at,            -- when, UTC, ISO 8601
  author,        -- who; unknown for another program
  command,       -- by which command
  note,          -- why
  added,         -- how many rows it added
  changed,       -- how many times a row was changed
  deleted,       -- how many rows it deleted
  outside,       -- 1 where it was not kb that wrote
  taken_back_by, -- the changeset that took it back
  number         -- grows from one to the next
) AS
SELECT changeset.key, changeset.at, changeset.author, changeset.command, changeset.note,
  (SELECT ifnull(sum(last_id - first_id + 1), 0) FROM changeset_rows WHERE changeset_id = changeset.id)
    + (SELECT count(*) FROM history WHERE changeset_id = changeset.id AND action = 'insert'),
  (SELECT count(*) FROM history WHERE changeset_id = changeset.id AND action = 'update'),
  (SELECT count(*) FROM history WHERE changeset_id = changeset.id AND action = 'delete'),
  EXISTS (SELECT 1 FROM outside_changeset WHERE changeset_id = changeset.id),
  (SELECT max(other.key) FROM taken_back JOIN changeset AS other ON other.id = taken_back.by_id
    WHERE taken_back.changeset_id = changeset.id AND taken_back.until_id IS NULL),
  changeset.id
FROM changeset;

CREATE VIEW changes (
  -- One row for each row that was changed or deleted, or that came back, with what it held before.
  changeset_key,  -- the act of editing
  at,             -- when, UTC, ISO 8601
  author,         -- who
  record,         -- the table
  record_id,      -- the row's id
  action,         -- insert, update or delete
  old             -- what the row held before, as a JSON object
) AS
SELECT changeset.key, changeset.at, changeset.author, history.record, history.record_id, history.action, history.old
FROM history JOIN changeset ON changeset.id = history.changeset_id;

CREATE VIEW merges (
  -- One row for each record that was taken into another.
  key,       -- the key that now finds the other record
  into_key,  -- that record
  record     -- what both are: actor, quote, source …
) AS
SELECT merged.key, merged.into_key, (SELECT record FROM keyed WHERE keyed.key = merged.into_key) FROM merged;

CREATE VIEW distinctions (
  -- One row for each pair of records that look alike and are not the same, as a person decided.
  first_key,   -- the one
  second_key,  -- the other
  record       -- what both are
) AS
SELECT first_key, second_key, (SELECT record FROM keyed WHERE keyed.key = first_key) FROM distinct_pair;

CREATE VIEW variants (
  -- One row for each quote that is the words of another, as another outlet printed them.
  quote_key,       -- the variant
  text,            -- its words
  variant_of_key,  -- the quote that it is a variant of
  variant_of_text  -- the words of that
) AS
SELECT quote.key, quote.text, original.key, original.text
FROM variant JOIN quote ON quote.id = variant.quote_id JOIN quote AS original ON original.id = variant.variant_of_id;
