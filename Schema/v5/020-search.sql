-- The indexes over the folding as it is now.

fold_anew(quote_search, quote, text, fold(text), [has_isolates(text)]);
fold_anew(claim_search, claim, text, fold(text), [has_isolates(text)]);
fold_anew(name_search, name, text, fold(text), [has_isolates(text)]);
fold_anew(source_search, source, [title, text], [fold(title), fold(text)], [has_isolates(title) OR has_isolates(text)]);
fold_anew(event_search, event, [title, description], [fold(title), fold(description)], [has_isolates(title) OR has_isolates(description)]);
