-- Patterns of this step; those of the steps before hold here too.

-- The condition that one of these stands in a column: the Arabic letter mark, or a mark that isolates a stretch which
-- is written the other way. (A text of ASCII alone is told by its bytes, much faster.)
-- define has_isolates($column)
length($column) <> length(CAST($column AS BLOB))
  AND $column GLOB '*[' || char(0x061C, 0x2066, 0x2067, 0x2068, 0x2069) || ']*'
-- end

-- What an index holds of some rows is taken out of it, by the folding that it was put in with.
-- define take_out($index, $table, $columns, $condition)
INSERT INTO $index ($index, rowid, $columns)
SELECT 'delete', id, $columns FROM $table_folded WHERE id IN (SELECT id FROM $table WHERE $condition)
-- end

-- A new folding for an index, and these rows under it.
-- define fold_anew($index, $table, $columns, $folded, $condition)
DROP VIEW $table_folded;
CREATE VIEW $table_folded (id, $columns) AS SELECT id, $folded FROM $table;
INSERT INTO $index (rowid, $columns) SELECT id, $columns FROM $table_folded WHERE id IN (SELECT id FROM $table WHERE $condition)
-- end
