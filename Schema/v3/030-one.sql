-- Two records for one thing, and two that are not.

CREATE TABLE merged (
  -- A record that was taken into another. Its row stays, retracted; its key finds the other.
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       TEXT NOT NULL UNIQUE key_form(key),
  into_key  TEXT NOT NULL key_form(into_key),
  CONSTRAINT "a record is not merged into itself" CHECK (key <> into_key)
) STRICT;
CREATE INDEX merged_into ON merged (into_key);

checked_insert(merged, [
  is_new(merged, [other.key = new.key]);
  names_two(merged, key, into_key);
  SELECT RAISE(ABORT, 'merged.into_key comes round to the record itself') WHERE new.key IN (
    WITH RECURSIVE onward (key) AS (
      SELECT new.into_key UNION SELECT merged.into_key FROM merged JOIN onward ON merged.key = onward.key)
    SELECT key FROM onward)]);
CREATE TRIGGER merged_stays BEFORE UPDATE ON merged BEGIN
  SELECT RAISE(ABORT, 'a merge is taken back and made anew, not changed');
END;
recorded(merged, [key, into_key]);

CREATE TABLE distinct_pair (
  -- Two records that look alike and are not the same, as a person decided.
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  first_key   TEXT NOT NULL key_form(first_key),
  second_key  TEXT NOT NULL key_form(second_key),
  UNIQUE (first_key, second_key),
  CONSTRAINT "the keys of a pair are two, in order" CHECK (first_key < second_key)
) STRICT;
CREATE INDEX distinct_pair_second ON distinct_pair (second_key);

checked_insert(distinct_pair, [
  is_new(distinct_pair, [other.first_key = new.first_key AND other.second_key = new.second_key]);
  names_two(distinct_pair, first_key, second_key)]);
recorded(distinct_pair, [first_key, second_key]);

CREATE TABLE variant (
  -- A quote that is the words of another, as another outlet printed them. (A translation says so itself.)
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  quote_id       INTEGER NOT NULL UNIQUE REFERENCES quote (id),
  variant_of_id  INTEGER NOT NULL REFERENCES quote (id),
  CONSTRAINT "a quote is no variant of itself" CHECK (quote_id <> variant_of_id)
) STRICT;
CREATE INDEX variant_of ON variant (variant_of_id);

checked_insert(variant, [
  is_new(variant, [other.quote_id = new.quote_id]);
  names_one(variant, quote_id, quote);
  names_one(variant, variant_of_id, quote);
  SELECT RAISE(ABORT, 'variant.variant_of_id comes round to the quote itself') WHERE new.quote_id IN (
    WITH RECURSIVE above (id) AS (
      SELECT new.variant_of_id UNION SELECT variant.variant_of_id FROM variant JOIN above ON variant.quote_id = above.id)
    SELECT id FROM above)]);
refers_later(variant, quote_id, quote);
refers_later(variant, variant_of_id, quote);
recorded(variant, [quote_id, variant_of_id]);

told_apart(actor);
told_apart(source);
told_apart(quote);
told_apart(claim);
told_apart(relation);
told_apart(stance);
told_apart(event);
told_apart(topic);
