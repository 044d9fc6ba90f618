-- Marks that isolate a stretch written the other way, and the Arabic letter mark: Unicode has them since 6.3, which
-- is newer than what SQLite's tokenizer knows. To it they were letters of the words beside them, and these words
-- were not found. What the indexes hold of rows with such marks leaves them here, and comes back in 020.

take_out(quote_search, quote, text, [has_isolates(text)]);
take_out(claim_search, claim, text, [has_isolates(text)]);
take_out(name_search, name, text, [has_isolates(text)]);
take_out(source_search, source, [title, text], [has_isolates(title) OR has_isolates(text)]);
take_out(event_search, event, [title, description], [has_isolates(title) OR has_isolates(description)]);

INSERT INTO folding (source, target) VALUES
  (char(0x061C), ''), (char(0x2066), ''), (char(0x2067), ''), (char(0x2068), ''), (char(0x2069), '');
