-- Patterns of this step; those of the steps before hold here too.

-- The rules of an insert, in one trigger in place of one each: a row that breaks one is refused as before. kb,
-- which reads documents and writes many rows at once, fills them from the text that it has in hand, and is spared
-- the look-ups row by row: inside its own transaction the trigger asks once whether it is kb, and stops there.
-- define checked_insert($table, $checks)
CREATE TRIGGER $table_insert BEFORE INSERT ON $table WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) BEGIN
  $checks;
END
-- end

-- define names_one($table, $column, $target)
SELECT RAISE(ABORT, '$table.$column names no $target')
  WHERE new.$column IS NOT NULL AND NOT EXISTS (SELECT 1 FROM $target WHERE id = new.$column)
-- end

-- define is_new($table, $same)
SELECT RAISE(ABORT, 'this $table is there already; use UPDATE to change it')
  WHERE EXISTS (SELECT 1 FROM $table WHERE id = new.id) OR EXISTS (SELECT 1 FROM $table AS other WHERE $same)
-- end

-- define has_new_key($table)
SELECT RAISE(ABORT, 'this key or id is taken; use UPDATE to change a row')
  WHERE EXISTS (SELECT 1 FROM keyed WHERE key = new.key) OR EXISTS (SELECT 1 FROM $table WHERE id = new.id)
-- end

-- define is_in_text($table, $exact)
SELECT RAISE(ABORT, '$table.$exact is not what stands in the archived text from start to end')
  WHERE new.$exact IS NOT (SELECT substr(text, new.start + 1, new."end" - new.start) FROM source WHERE id = new.source_id)
    OR length(new.$exact) <> new."end" - new.start
-- end

-- define not_itself($table, $column)
SELECT RAISE(ABORT, '$table.$column comes round to the $table itself') WHERE new.$column = new.id
-- end

-- References of a new table, without the check on insert, which ``checked_insert`` has.
-- define refers_later($table, $column, $target)
CREATE TRIGGER $table_$column_update BEFORE UPDATE OF $column ON $table
WHEN new.$column IS NOT NULL AND NOT EXISTS (SELECT 1 FROM $target WHERE id = new.$column) BEGIN
  SELECT RAISE(ABORT, '$table.$column names no $target');
END;
CREATE TRIGGER $table_$column_delete BEFORE DELETE ON $target
WHEN EXISTS (SELECT 1 FROM $table WHERE $column = old.id) BEGIN
  SELECT RAISE(ABORT, 'this $target is still named by $table.$column; retract it instead');
END
-- end
