-- The one folding that every search passes through, index and query alike. Storage keeps the words as
-- they stand; only what is compared is folded. In the views of 120-search.sql, fold(text) stands for
-- these replacements, nested, from the first to the last; a text of plain ASCII is passed by. Latin
-- diacritics and case are folded by the tokenizer that SQLite's FTS5 has (unicode61, remove_diacritics 2).

CREATE TABLE folding (
  -- What search takes for the same: each `source` is read as its `target`.
  position  INTEGER PRIMARY KEY,
  source    TEXT NOT NULL UNIQUE,
  target    TEXT NOT NULL
) STRICT;

INSERT INTO folding (source, target) VALUES
  -- yeh: Arabic yeh, alef maksura, yeh with hamza, Kurdish and Pashto yeh, to Persian yeh
  (char(0x064A), char(0x06CC)), (char(0x0649), char(0x06CC)), (char(0x0626), char(0x06CC)), (char(0x06D0), char(0x06CC)),
  -- kaf: Arabic and swash kaf to keheh
  (char(0x0643), char(0x06A9)), (char(0x06AA), char(0x06A9)),
  -- alef: with madda, hamza above, hamza below, wasla
  (char(0x0622), char(0x0627)), (char(0x0623), char(0x0627)), (char(0x0625), char(0x0627)), (char(0x0671), char(0x0627)),
  -- heh: teh marbuta, heh with yeh above, heh goal, heh doachashmee, ae
  (char(0x0629), char(0x0647)), (char(0x06C0), char(0x0647)), (char(0x06C1), char(0x0647)), (char(0x06BE), char(0x0647)), (char(0x06D5), char(0x0647)),
  -- waw with hamza; the hamza alone, which Persian drops
  (char(0x0624), char(0x0648)), (char(0x0621), ''),
  -- harakat, tanwin, shadda, sukun, madda and hamza as marks, superscript alef
  (char(0x064B), ''), (char(0x064C), ''), (char(0x064D), ''), (char(0x064E), ''), (char(0x064F), ''), (char(0x0650), ''),
  (char(0x0651), ''), (char(0x0652), ''), (char(0x0653), ''), (char(0x0654), ''), (char(0x0655), ''), (char(0x0670), ''),
  -- tatweel; zero-width joiner, word joiner, byte order mark, direction marks, soft hyphen
  (char(0x0640), ''), (char(0x200D), ''), (char(0x2060), ''), (char(0xFEFF), ''), (char(0x200E), ''), (char(0x200F), ''), (char(0x00AD), ''),
  -- Persian and Arabic digits
  (char(0x06F0), '0'), (char(0x06F1), '1'), (char(0x06F2), '2'), (char(0x06F3), '3'), (char(0x06F4), '4'),
  (char(0x06F5), '5'), (char(0x06F6), '6'), (char(0x06F7), '7'), (char(0x06F8), '8'), (char(0x06F9), '9'),
  (char(0x0660), '0'), (char(0x0661), '1'), (char(0x0662), '2'), (char(0x0663), '3'), (char(0x0664), '4'),
  (char(0x0665), '5'), (char(0x0666), '6'), (char(0x0667), '7'), (char(0x0668), '8'), (char(0x0669), '9'),
  -- the half rings of transliteration, and the letters used for them
  (char(0x02BE), ''), (char(0x02BF), ''), (char(0x02BC), ''), (char(0x02BB), ''),
  -- the zero-width non-joiner last: joined here; search adds a second form, spaced
  (char(0x200C), '');
