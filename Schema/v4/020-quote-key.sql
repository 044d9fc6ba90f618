-- The index over the keys of quotes becomes one that can be taken away and made anew, as a large import does:
-- keys come in no order, and a million of them put in one by one write each page many times over. The pages are
-- those that UNIQUE made; only what they are called changes, so nothing is read or copied.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'TEXT NOT NULL UNIQUE DEFAULT (''q-''', 'TEXT NOT NULL DEFAULT (''q-''')
WHERE type = 'table' AND name = 'quote';
UPDATE sqlite_schema SET name = 'quote_key', sql = 'CREATE UNIQUE INDEX quote_key ON quote (key)'
WHERE type = 'index' AND name = 'sqlite_autoindex_quote_1';
PRAGMA writable_schema = RESET;
