-- Patterns that many tables share, written once. SQLite has no macros: kb replaces each use, such as
-- refers(name, actor_id, actor), by its text when it makes a file, so the file itself holds plain SQL.
-- (fold(text) is one more; 020-folding.sql says what it stands for.)

-- define key_form($column)
CONSTRAINT "a key is 1 to 100 of a-z, 0-9, dot, hyphen and underscore, and begins with a letter or digit"
  CHECK ($column GLOB '[a-z0-9]*' AND $column NOT GLOB '*[^a-z0-9._-]*' AND length($column) <= 100)
-- end

-- define verbatim($column)
CONSTRAINT "$column is not empty and holds no NUL" CHECK ($column <> '' AND instr($column, char(0)) = 0)
-- end

-- define no_nul($column)
CONSTRAINT "$column holds no NUL" CHECK (instr($column, char(0)) = 0)
-- end

-- define record_status($column)
CONSTRAINT "status is proposed, accepted, rejected or retracted" CHECK ($column IN ('proposed', 'accepted', 'rejected', 'retracted'))
-- end

-- define language_tag($column)
CONSTRAINT "language is a BCP 47 tag, such as en, fa or fa-Latn"
  CHECK ($column NOT GLOB '*[^A-Za-z0-9-]*' AND length($column) <= 35
    AND $column NOT GLOB '*--*'
    AND ($column GLOB '[a-z][a-z]' OR $column GLOB '[a-z][a-z]-*[A-Za-z0-9]'
      OR $column GLOB '[a-z][a-z][a-z]' OR $column GLOB '[a-z][a-z][a-z]-*[A-Za-z0-9]'))
-- end

-- define country_codes()
' AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW '
-- end

-- A reference holds for every program that writes: plain sqlite3 leaves foreign keys unchecked.
-- define refers($table, $column, $target)
refers_to($table, $column, $target);
CREATE TRIGGER $table_$column_delete BEFORE DELETE ON $target
WHEN EXISTS (SELECT 1 FROM $table WHERE $column = old.id) BEGIN
  SELECT RAISE(ABORT, 'this $target is still named by $table.$column; retract it instead');
END
-- end

-- define refers_to($table, $column, $target)
CREATE TRIGGER $table_$column_insert BEFORE INSERT ON $table
WHEN new.$column IS NOT NULL AND NOT EXISTS (SELECT 1 FROM $target WHERE id = new.$column) BEGIN
  SELECT RAISE(ABORT, '$table.$column names no $target');
END;
CREATE TRIGGER $table_$column_update BEFORE UPDATE OF $column ON $table
WHEN new.$column IS NOT NULL AND NOT EXISTS (SELECT 1 FROM $target WHERE id = new.$column) BEGIN
  SELECT RAISE(ABORT, '$table.$column names no $target');
END
-- end

-- A reference to a row of the same table never comes round to itself.
-- define acyclic($table, $column)
CREATE TRIGGER $table_$column_self BEFORE INSERT ON $table WHEN new.$column = new.id BEGIN
  SELECT RAISE(ABORT, '$table.$column comes round to the $table itself');
END;
CREATE TRIGGER $table_$column_circle BEFORE UPDATE OF $column ON $table WHEN new.$column IS NOT NULL BEGIN
  SELECT RAISE(ABORT, '$table.$column comes round to the $table itself')
  WHERE new.id IN (
    WITH RECURSIVE above (id) AS (
      SELECT new.$column UNION SELECT $table.$column FROM $table JOIN above ON $table.id = above.id)
    SELECT id FROM above);
END
-- end

-- What a row quotes of an archived text is what stands there, code point by code point.
-- define pinned($table, $exact)
CREATE TRIGGER $table_$exact_insert BEFORE INSERT ON $table
WHEN new.$exact IS NOT (SELECT substr(text, new.start + 1, new."end" - new.start) FROM source WHERE id = new.source_id)
  OR length(new.$exact) <> new."end" - new.start BEGIN
  SELECT RAISE(ABORT, '$table.$exact is not what stands in the archived text from start to end');
END;
CREATE TRIGGER $table_$exact_update BEFORE UPDATE OF source_id, start, "end", $exact ON $table
WHEN new.$exact IS NOT (SELECT substr(text, new.start + 1, new."end" - new.start) FROM source WHERE id = new.source_id)
  OR length(new.$exact) <> new."end" - new.start BEGIN
  SELECT RAISE(ABORT, '$table.$exact is not what stands in the archived text from start to end');
END
-- end

-- A row that names a source and a passage names a passage of that source.
-- define passage_of_source($table)
CREATE TRIGGER $table_passage_insert BEFORE INSERT ON $table
WHEN new.passage_id IS NOT NULL AND new.source_id IS NOT (SELECT source_id FROM passage WHERE id = new.passage_id) BEGIN
  SELECT RAISE(ABORT, '$table.passage_id is a passage of another source');
END;
CREATE TRIGGER $table_passage_update BEFORE UPDATE OF passage_id, source_id ON $table
WHEN new.passage_id IS NOT NULL AND new.source_id IS NOT (SELECT source_id FROM passage WHERE id = new.passage_id) BEGIN
  SELECT RAISE(ABORT, '$table.passage_id is a passage of another source');
END
-- end

-- Rows that are one by what they say. No write takes the place of another row (OR REPLACE): it would leave
-- that row's words in the search index and nothing of it in the history.
-- define one_of_a_kind($table, $columns, $same)
CREATE TRIGGER $table_one_insert BEFORE INSERT ON $table
WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) AND (
  EXISTS (SELECT 1 FROM $table WHERE id = new.id) OR EXISTS (SELECT 1 FROM $table AS other WHERE $same)) BEGIN
  SELECT RAISE(ABORT, 'this $table is there already; use UPDATE to change it');
END;
CREATE TRIGGER $table_one_update BEFORE UPDATE OF id, $columns ON $table
WHEN new.id <> old.id OR EXISTS (SELECT 1 FROM $table AS other WHERE other.id <> old.id AND $same) BEGIN
  SELECT RAISE(ABORT, 'another $table is there already that says the same');
END
-- end

-- A date text that is new is read before anything is filled from it.
-- define read_date($date)
INSERT INTO edtf (text) SELECT $date WHERE $date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM edtf WHERE text = $date)
-- end

-- A record with one date: earliest and latest follow it.
-- define dated_once($table, $date)
CREATE TRIGGER $table_dated_insert AFTER INSERT ON $table
WHEN ifnull(new.$date, new.earliest) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  read_date(new.$date);
  UPDATE $table SET (earliest, latest) = (SELECT max(earliest), max(latest) FROM edtf WHERE text = new.$date) WHERE id = new.id;
END;
CREATE TRIGGER $table_dated_update AFTER UPDATE OF $date, earliest, latest ON $table
WHEN new.$date IS NOT old.$date OR (new.earliest, new.latest) IS NOT (SELECT max(earliest), max(latest) FROM edtf WHERE text = new.$date) BEGIN
  read_date(new.$date);
  UPDATE $table SET (earliest, latest) = (SELECT max(earliest), max(latest) FROM edtf WHERE text = new.$date) WHERE id = new.id;
END
-- end

-- A record that holds for a time: earliest and latest span both dates; the side that is not known is open.
-- define dated_span($table, $from, $to)
CREATE TRIGGER $table_dated_insert AFTER INSERT ON $table
WHEN ifnull(new.$from, ifnull(new.$to, new.earliest)) IS NOT NULL BEGIN
  read_date(new.$from);
  read_date(new.$to);
  UPDATE $table SET
    earliest = CASE WHEN ifnull(new.$from, new.$to) IS NOT NULL THEN ifnull((SELECT earliest FROM edtf WHERE text = new.$from), -99991231) END,
    latest = CASE WHEN ifnull(new.$from, new.$to) IS NOT NULL THEN ifnull((SELECT latest FROM edtf WHERE text = new.$to), 99991231) END
  WHERE id = new.id;
END;
CREATE TRIGGER $table_dated_update AFTER UPDATE OF $from, $to, earliest, latest ON $table
WHEN new.$from IS NOT old.$from OR new.$to IS NOT old.$to OR (new.earliest, new.latest) IS NOT (
  CASE WHEN ifnull(new.$from, new.$to) IS NOT NULL THEN ifnull((SELECT earliest FROM edtf WHERE text = new.$from), -99991231) END,
  CASE WHEN ifnull(new.$from, new.$to) IS NOT NULL THEN ifnull((SELECT latest FROM edtf WHERE text = new.$to), 99991231) END) BEGIN
  read_date(new.$from);
  read_date(new.$to);
  UPDATE $table SET
    earliest = CASE WHEN ifnull(new.$from, new.$to) IS NOT NULL THEN ifnull((SELECT earliest FROM edtf WHERE text = new.$from), -99991231) END,
    latest = CASE WHEN ifnull(new.$from, new.$to) IS NOT NULL THEN ifnull((SELECT latest FROM edtf WHERE text = new.$to), 99991231) END
  WHERE id = new.id;
END
-- end

-- Keys are one name space: kb show KEY means one record. An insert that would take the place of a row
-- (OR REPLACE) is refused too: it would leave its words in the search index and nothing in the history.
-- define keyed($table)
CREATE TRIGGER $table_key_insert BEFORE INSERT ON $table
WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk)
  AND (EXISTS (SELECT 1 FROM keyed WHERE key = new.key) OR EXISTS (SELECT 1 FROM $table WHERE id = new.id)) BEGIN
  SELECT RAISE(ABORT, 'this key or id is taken; use UPDATE to change a row');
END;
CREATE TRIGGER $table_key_update BEFORE UPDATE OF id, key ON $table WHEN new.key <> old.key OR new.id <> old.id BEGIN
  SELECT RAISE(ABORT, 'a key stays what it is');
END
-- end

-- An index over folded text. $columns are those of the table, $folded the same after folding.
-- define folded_index($index, $table, $columns, $folded)
CREATE VIEW $table_folded (id, $columns) AS SELECT id, $folded FROM $table;
CREATE VIRTUAL TABLE $index USING fts5 ($columns, content = '$table_folded', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER $index_insert AFTER INSERT ON $table
WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  INSERT INTO $index (rowid, $columns) SELECT id, $columns FROM $table_folded WHERE id = new.id;
END;
CREATE TRIGGER $index_update_before BEFORE UPDATE OF $columns ON $table BEGIN
  INSERT INTO $index ($index, rowid, $columns) SELECT 'delete', id, $columns FROM $table_folded WHERE id = old.id;
END;
CREATE TRIGGER $index_update_after AFTER UPDATE OF $columns ON $table BEGIN
  INSERT INTO $index (rowid, $columns) SELECT id, $columns FROM $table_folded WHERE id = new.id;
END;
CREATE TRIGGER $index_delete BEFORE DELETE ON $table BEGIN
  INSERT INTO $index ($index, rowid, $columns) SELECT 'delete', id, $columns FROM $table_folded WHERE id = old.id;
END
-- end

-- What a changed or deleted row held goes into the history. $columns are those that people decide on,
-- $pairs the same as the arguments of json_object.
-- define kept($table, $columns, $pairs)
kept_update($table, [$columns], [$pairs]);
kept_delete($table, [$pairs])
-- end

-- define kept_update($table, $columns, $pairs)
CREATE TRIGGER $table_history_update AFTER UPDATE OF $columns ON $table BEGIN
  INSERT INTO history (changeset_id, record, record_id, action, old)
  VALUES ((SELECT changeset_id FROM editing), '$table', old.id, 'update', json_object($pairs));
END
-- end

-- define kept_delete($table, $pairs)
CREATE TRIGGER $table_history_delete AFTER DELETE ON $table BEGIN
  INSERT INTO history (changeset_id, record, record_id, action, old)
  VALUES ((SELECT changeset_id FROM editing), '$table', old.id, 'delete', json_object($pairs));
END
-- end
