-- Reading documents writes many rows at once: the rules of an insert, one trigger a table.

DROP TRIGGER mention_actor_id_insert;
DROP TRIGGER mention_source_id_insert;
DROP TRIGGER mention_surface_insert;
DROP TRIGGER mention_one_insert;
checked_insert(mention, [
  names_one(mention, actor_id, actor);
  names_one(mention, source_id, source);
  is_new(mention, [other.source_id = new.source_id AND other.start = new.start AND other."end" = new."end" AND other.actor_id = new.actor_id]);
  is_in_text(mention, surface)]);

DROP TRIGGER passage_source_id_insert;
DROP TRIGGER passage_exact_insert;
DROP TRIGGER passage_one_insert;
checked_insert(passage, [
  names_one(passage, source_id, source);
  is_new(passage, [other.source_id = new.source_id AND other.start = new.start AND other."end" = new."end"]);
  is_in_text(passage, exact)]);
DROP TRIGGER passage_around;
CREATE TRIGGER passage_around AFTER INSERT ON passage WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  UPDATE passage SET
    prefix = (SELECT substr(text, max(new.start - 32, 0) + 1, min(new.start, 32)) FROM source WHERE id = new.source_id),
    suffix = (SELECT substr(text, new."end" + 1, 32) FROM source WHERE id = new.source_id)
  WHERE id = new.id;
END;

DROP TRIGGER appearance_quote_id_insert;
DROP TRIGGER appearance_source_id_insert;
DROP TRIGGER appearance_passage_id_insert;
DROP TRIGGER appearance_passage_insert;
DROP TRIGGER appearance_one_insert;
checked_insert(appearance, [
  names_one(appearance, quote_id, quote);
  names_one(appearance, source_id, source);
  names_one(appearance, passage_id, passage);
  SELECT RAISE(ABORT, 'appearance.passage_id is a passage of another source')
    WHERE new.passage_id IS NOT NULL AND new.source_id IS NOT (SELECT source_id FROM passage WHERE id = new.passage_id);
  is_new(appearance, [other.quote_id = new.quote_id AND other.source_id = new.source_id
    AND ifnull(other.passage_id, 0) = ifnull(new.passage_id, 0) AND ifnull(other.locator, '') = ifnull(new.locator, '')])]);

DROP TRIGGER quote_key_insert;
DROP TRIGGER quote_speaker_id_insert;
DROP TRIGGER quote_origin_id_insert;
DROP TRIGGER quote_translation_of_id_insert;
DROP TRIGGER quote_translation_of_id_self;
DROP TRIGGER quote_dated_insert;
DROP TRIGGER quote_search_insert;
checked_insert(quote, [
  has_new_key(quote);
  names_one(quote, speaker_id, actor);
  names_one(quote, origin_id, source);
  names_one(quote, translation_of_id, quote);
  not_itself(quote, translation_of_id)]);
CREATE TRIGGER quote_inserted AFTER INSERT ON quote WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  read_date(new.said_on);
  UPDATE quote SET (earliest, latest) = (SELECT max(earliest), max(latest) FROM edtf WHERE text = new.said_on)
  WHERE id = new.id AND ifnull(new.said_on, new.earliest) IS NOT NULL;
  INSERT INTO quote_search (rowid, text) SELECT id, text FROM quote_folded WHERE id = new.id;
END;

DROP TRIGGER source_key_insert;
DROP TRIGGER source_publisher_id_insert;
DROP TRIGGER source_version_of_id_insert;
DROP TRIGGER source_version_of_id_self;
checked_insert(source, [
  has_new_key(source);
  names_one(source, publisher_id, actor);
  names_one(source, version_of_id, source);
  not_itself(source, version_of_id)]);
-- kb counts the words of a text itself.
DROP TRIGGER source_words_insert;
CREATE TRIGGER source_words_insert AFTER INSERT ON source
WHEN new.text IS NOT NULL AND NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  UPDATE source SET words = (SELECT words FROM source_words WHERE id = new.id) WHERE id = new.id;
END;
