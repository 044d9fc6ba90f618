-- Full-text search: one index for each kind of text, over its folded form. The triggers keep it for
-- every program that writes. Ask it in plain SQL with folded words:
--   SELECT quote.* FROM quote_search JOIN quote ON quote.id = quote_search.rowid WHERE quote_search MATCH 'sanctions'

folded_index(quote_search, quote, text, fold(text));
folded_index(claim_search, claim, text, fold(text));
folded_index(name_search, name, text, fold(text));
folded_index(source_search, source, [title, text], [fold(title), fold(text)]);
folded_index(event_search, event, [title, description], [fold(title), fold(description)]);
