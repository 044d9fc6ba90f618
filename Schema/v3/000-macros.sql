-- Patterns of this step; those of the steps before hold here too. One comes with kb: listed([a, "b"], ['#', old.@])
-- is 'a', old.a, 'b', old."b".

-- Every insert, update and delete of a record goes into the history, whoever makes it. $columns are those that
-- people decide on; what is filled from others (earliest, latest, words, prefix, suffix) is not kept.
-- define recorded($table, $columns)
recorded_insert($table);
recorded_update($table, [$columns]);
recorded_delete($table, [$columns])
-- end

-- A row that kb adds lies in the range of ids that its changeset owns (changeset_rows). Told here is what no range
-- of kb's has: a row that another program adds, and one that comes back under the id that it had.
-- define recorded_insert($table)
CREATE TRIGGER $table_added AFTER INSERT ON $table
WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk OR new.id > ifnull((SELECT seq FROM sqlite_sequence WHERE name = '$table'), 0)) BEGIN
  INSERT INTO row_added (record, record_id, is_new)
  VALUES ('$table', new.id, new.id > ifnull((SELECT seq FROM sqlite_sequence WHERE name = '$table'), 0));
END
-- end

-- define recorded_update($table, $columns)
CREATE TRIGGER $table_changed AFTER UPDATE OF $columns ON $table
WHEN (listed([$columns], old.@)) IS NOT (listed([$columns], new.@)) BEGIN
  INSERT INTO row_changed (record, record_id, action, old)
  VALUES ('$table', old.id, 'update', json_object(listed([$columns], ['#', old.@])));
END
-- end

-- define recorded_delete($table, $columns)
CREATE TRIGGER $table_deleted AFTER DELETE ON $table BEGIN
  INSERT INTO row_changed (record, record_id, action, old)
  VALUES ('$table', old.id, 'delete', json_object(listed([$columns], ['#', old.@])));
END
-- end

-- What is said of two records by their keys: both are there, and of one kind.
-- define names_two($table, $first, $second)
SELECT RAISE(ABORT, '$table.$first and $table.$second name two records of one kind')
  WHERE (SELECT record FROM keyed WHERE key = new.$first) IS NOT (SELECT record FROM keyed WHERE key = new.$second)
    OR NOT EXISTS (SELECT 1 FROM keyed WHERE key = new.$first)
-- end

-- The changeset that a change belongs to.
-- define changeset_now()
ifnull((SELECT changeset_id FROM editing), (SELECT max(id) FROM changeset))
-- end

-- define outside_changeset_of_now()
  INSERT INTO changeset (author, command) SELECT 'unknown', 'another program'
    WHERE NOT EXISTS (SELECT 1 FROM editing) AND NOT EXISTS (
      SELECT 1 FROM changeset WHERE id = (SELECT max(id) FROM changeset)
        AND id IN (SELECT changeset_id FROM outside_changeset) AND substr(at, 1, 19) = strftime('%Y-%m-%dT%H:%M:%S', 'now'));
  INSERT INTO outside_changeset SELECT (SELECT max(id) FROM changeset)
    WHERE NOT EXISTS (SELECT 1 FROM editing) AND NOT EXISTS (SELECT 1 FROM outside_changeset WHERE changeset_id = (SELECT max(id) FROM changeset))
-- end

-- A record that others were taken into, or that was itself, stays; so does one that was told from another.
-- define told_apart($table)
CREATE TRIGGER $table_told_apart BEFORE DELETE ON $table
WHEN EXISTS (SELECT 1 FROM merged WHERE old.key IN (key, into_key)) OR EXISTS (SELECT 1 FROM distinct_pair WHERE old.key IN (first_key, second_key)) BEGIN
  SELECT RAISE(ABORT, 'this $table is still named by a merge or a distinction; retract it instead');
END
-- end
