-- Patterns of this step; those of the steps before hold here too.

-- A reference as `refers` has it, made anew so that kb can write many rows at once: inside its own transaction
-- it takes the ids from rows that it has just written, and every other program is checked as before.
-- define refers_but_in_bulk($table, $column, $target)
DROP TRIGGER $table_$column_insert;
CREATE TRIGGER $table_$column_insert BEFORE INSERT ON $table
WHEN new.$column IS NOT NULL AND NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk)
  AND NOT EXISTS (SELECT 1 FROM $target WHERE id = new.$column) BEGIN
  SELECT RAISE(ABORT, '$table.$column names no $target');
END
-- end

-- A pin as `pinned` has it, made anew in the same way: kb cuts the words out of the text that it writes.
-- define pinned_but_in_bulk($table, $exact)
DROP TRIGGER $table_$exact_insert;
CREATE TRIGGER $table_$exact_insert BEFORE INSERT ON $table
WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk) AND (
  new.$exact IS NOT (SELECT substr(text, new.start + 1, new."end" - new.start) FROM source WHERE id = new.source_id)
  OR length(new.$exact) <> new."end" - new.start) BEGIN
  SELECT RAISE(ABORT, '$table.$exact is not what stands in the archived text from start to end');
END
-- end
