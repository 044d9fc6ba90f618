-- Reading documents writes many rows at once. The rules hold as before for every other program; kb, which
-- fills these rows from the text that it has in hand, is spared the look-ups row by row.

refers_but_in_bulk(source, publisher_id, actor);
refers_but_in_bulk(source, version_of_id, source);
refers_but_in_bulk(passage, source_id, source);
refers_but_in_bulk(mention, actor_id, actor);
refers_but_in_bulk(mention, source_id, source);
refers_but_in_bulk(quote, speaker_id, actor);
refers_but_in_bulk(quote, origin_id, source);
refers_but_in_bulk(appearance, quote_id, quote);
refers_but_in_bulk(appearance, source_id, source);
refers_but_in_bulk(appearance, passage_id, passage);
refers_but_in_bulk(document, source_id, source);
refers_but_in_bulk(extraction, source_id, source);
refers_but_in_bulk(proposal, extraction_id, extraction);
refers_but_in_bulk(proposal, quote_id, quote);
refers_but_in_bulk(proposal, speaker_id, actor);
pinned_but_in_bulk(passage, exact);
pinned_but_in_bulk(mention, surface);

DROP TRIGGER appearance_passage_insert;
CREATE TRIGGER appearance_passage_insert BEFORE INSERT ON appearance
WHEN new.passage_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk)
  AND new.source_id IS NOT (SELECT source_id FROM passage WHERE id = new.passage_id) BEGIN
  SELECT RAISE(ABORT, 'appearance.passage_id is a passage of another source');
END;

-- kb counts the words and cuts what stands around a passage itself.
DROP TRIGGER source_words_insert;
CREATE TRIGGER source_words_insert AFTER INSERT ON source
WHEN new.text IS NOT NULL AND NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  UPDATE source SET words = (SELECT words FROM source_words WHERE id = new.id) WHERE id = new.id;
END;
DROP TRIGGER passage_around;
CREATE TRIGGER passage_around AFTER INSERT ON passage WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  UPDATE passage SET
    prefix = (SELECT substr(text, max(new.start - 32, 0) + 1, min(new.start, 32)) FROM source WHERE id = new.source_id),
    suffix = (SELECT substr(text, new."end" + 1, 32) FROM source WHERE id = new.source_id)
  WHERE id = new.id;
END;
