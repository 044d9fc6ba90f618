-- Where an archived text came from, and the proof that it is still the same.

CREATE TABLE document (
  -- The file that a source's archived text was read from.
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id    INTEGER NOT NULL UNIQUE REFERENCES source (id),
  address      TEXT NOT NULL verbatim(address),  -- its URL where it says one, else the path it was read from
  format       TEXT NOT NULL CONSTRAINT "format of a document: text, markdown, html or pdf"
                 CHECK (format IN ('text', 'markdown', 'html', 'pdf')),
  encoding     TEXT no_nul(encoding),            -- in which its bytes were: UTF-8, windows-1256
  text_sha256  TEXT NOT NULL CONSTRAINT "text_sha256 is 64 digits of 0-9 and a-f"
                 CHECK (length(text_sha256) = 64 AND text_sha256 NOT GLOB '*[^0-9a-f]*'),  -- of the archived text in UTF-8
  read_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))  -- UTC, ISO 8601
) STRICT;
CREATE INDEX document_address ON document (address);
CREATE INDEX source_sha256 ON source (sha256) WHERE sha256 IS NOT NULL;

refers_later(document, source_id, source);
checked_insert(document, [
  names_one(document, source_id, source);
  is_new(document, [other.source_id = new.source_id])]);
kept(document, [source_id, address, format, encoding, text_sha256, read_at],
  ['source_id', old.source_id, 'address', old.address, 'format', old.format, 'encoding', old.encoding, 'text_sha256', old.text_sha256, 'read_at', old.read_at]);
