-- Dates in EDTF, the Extended Date/Time Format of ISO 8601-2 (Library of Congress, 2019):
-- level 0 and level 1, and X for any unknown digit. They are kept as written; here each text that is
-- used gets its earliest and latest day once, for sorting and for ranges.

CREATE TABLE edtf (
  -- Each date text in use, with the days between which it falls. Rows come by themselves, from the
  -- triggers of the records that carry dates; a text that is not a date in EDTF is refused here.
  text      TEXT NOT NULL PRIMARY KEY,  -- as written: 2019, 2019-05~, 1979/.., XXXX-01-31
  earliest  INTEGER,                    -- the first day it can mean, as year * 10000 + month * 100 + day
  latest    INTEGER                     -- the last day it can mean; 99991231 where the end is open
) STRICT, WITHOUT ROWID;

CREATE INDEX edtf_unread ON edtf (text) WHERE earliest IS NULL;

-- One row for each side of the text that is being added (a single date is both its own sides), read step by
-- step. Each step is materialized: flattened into one expression, it would take a second to compile.
CREATE VIEW edtf_side AS
WITH
  side AS MATERIALIZED (
    SELECT text, 1 AS is_start, instr(text, '/') AS slash,
           CASE instr(text, '/') WHEN 0 THEN text ELSE substr(text, 1, instr(text, '/') - 1) END AS part
    FROM edtf WHERE earliest IS NULL
    UNION ALL
    SELECT text, 0, instr(text, '/'), CASE instr(text, '/') WHEN 0 THEN text ELSE substr(text, instr(text, '/') + 1) END
    FROM edtf WHERE earliest IS NULL
  ),
  unqualified AS MATERIALIZED (  -- without one ?, ~ or % at its end
    SELECT *, CASE WHEN substr(part, -1) IN ('?', '~', '%') THEN substr(part, 1, length(part) - 1) ELSE part END AS bare
    FROM side
  ),
  day_only AS MATERIALIZED (  -- without a time of day, which only a full single date may carry
    SELECT *,
      CASE
        WHEN slash = 0 AND bare = part AND bare GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'
          AND substr(bare, 12, 2) < '24'
          AND (substr(bare, 20) IN ('', 'Z')
            OR substr(bare, 20) GLOB '[+-][01][0-9]' OR substr(bare, 20) GLOB '[+-][01][0-9]:[0-5][0-9]')
        THEN substr(bare, 1, 10) ELSE bare END AS day
    FROM unqualified
  ),
  signed AS MATERIALIZED (
    SELECT *, day GLOB '-*' AS is_negative, CASE WHEN day GLOB '-*' THEN substr(day, 2) ELSE day END AS digits
    FROM day_only
  ),
  shaped AS MATERIALIZED (
    SELECT *,
      CASE
        WHEN part IN ('', '..') AND slash > 0 THEN 'open'
        WHEN day GLOB 'Y[1-9][0-9][0-9][0-9][0-9]*' AND substr(day, 2) NOT GLOB '*[^0-9]*' AND length(day) <= 13 THEN 'long year'
        WHEN day GLOB 'Y-[1-9][0-9][0-9][0-9][0-9]*' AND substr(day, 3) NOT GLOB '*[^0-9]*' AND length(day) <= 14 THEN 'long year'
        WHEN digits GLOB '[0-9X][0-9X][0-9X][0-9X]' THEN 'year'
        WHEN digits GLOB '[0-9X][0-9X][0-9X][0-9X]-2[1-4]' THEN 'season'
        WHEN digits GLOB '[0-9X][0-9X][0-9X][0-9X]-[01X][0-9X]' THEN 'month'
        WHEN digits GLOB '[0-9X][0-9X][0-9X][0-9X]-[01X][0-9X]-[0-3X][0-9X]' THEN 'day'
      END AS shape,
      substr(digits, 1, 4) AS year, substr(digits, 6, 2) AS month, substr(digits, 9, 2) AS day_of_month
    FROM signed
  ),
  ranged AS MATERIALIZED (  -- the least and the most that each unknown digit allows
    SELECT *,
      CASE is_negative WHEN 0 THEN CAST(replace(year, 'X', '0') AS INTEGER) ELSE -CAST(replace(year, 'X', '9') AS INTEGER) END AS year_low,
      CASE is_negative WHEN 0 THEN CAST(replace(year, 'X', '9') AS INTEGER) ELSE -CAST(replace(year, 'X', '0') AS INTEGER) END AS year_high,
      CASE  -- seasons of the northern year: spring from March, summer June, autumn September, winter December
        WHEN shape = 'season' THEN 3 * (CAST(month AS INTEGER) - 20)
        WHEN month IN ('', 'XX', '0X', 'X0', 'X1') THEN CASE month WHEN 'X0' THEN 10 ELSE 1 END
        WHEN month = '1X' THEN 10
        ELSE CAST(replace(month, 'X', '0') AS INTEGER) END AS month_low,
      CASE
        WHEN shape = 'season' THEN min(12, 3 * (CAST(month AS INTEGER) - 20) + 2)
        WHEN month IN ('', 'XX', '1X', 'X2') THEN 12
        WHEN month = '0X' THEN 9
        WHEN month IN ('X0', 'X1') THEN 10 + CAST(substr(month, 2) AS INTEGER)
        ELSE CAST(replace(month, 'X', '0') AS INTEGER) END AS month_high
    FROM shaped
  ),
  measured AS MATERIALIZED (
    SELECT *,
      CASE WHEN day_of_month IN ('', 'XX', '0X', 'X1') THEN 1 WHEN day_of_month = 'X0' THEN 10
        ELSE CAST(replace(day_of_month, 'X', '0') AS INTEGER) END AS day_low,
      CASE
        WHEN day_of_month IN ('', 'XX') THEN 31
        WHEN day_of_month GLOB 'X[01]' THEN 30 + CAST(substr(day_of_month, 2) AS INTEGER)
        WHEN day_of_month GLOB 'X[2-9]' THEN 20 + CAST(substr(day_of_month, 2) AS INTEGER)
        WHEN day_of_month = '3X' THEN 31
        ELSE CAST(replace(day_of_month, 'X', '9') AS INTEGER) END AS day_high,
      CASE CASE WHEN instr(month, 'X') THEN 1 ELSE month_high END  -- days in the longest month that it can mean
        WHEN 2 THEN CASE WHEN instr(year, 'X') OR year_high % 4 = 0 AND (year_high % 100 <> 0 OR year_high % 400 = 0) THEN 29 ELSE 28 END
        WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 ELSE 31 END AS days
    FROM ranged
  )
SELECT text, is_start, shape,
  CASE shape
    WHEN 'open' THEN -99991231
    WHEN 'long year' THEN CAST(substr(day, 2) AS INTEGER) * 10000 + 101
    WHEN 'season' THEN year_low * 10000 + month_low * 100 + 1
    ELSE year_low * 10000 + month_low * 100 + day_low END AS earliest,
  CASE shape
    WHEN 'open' THEN 99991231
    WHEN 'long year' THEN CAST(substr(day, 2) AS INTEGER) * 10000 + 1231
    ELSE year_high * 10000 + month_high * 100 + min(day_high, days) END AS latest,
  -- what no calendar has: a thirteenth month, day 0, 30 February
  shape IS NOT NULL
    AND (shape IN ('open', 'long year')
      OR month_low BETWEEN 1 AND 12 AND month_high BETWEEN 1 AND 12 AND day_low <= days
        AND month <> '00' AND day_of_month <> '00') AS is_valid
FROM measured;

CREATE TRIGGER edtf_insert AFTER INSERT ON edtf BEGIN
  SELECT RAISE(ABORT, 'not a date in EDTF, such as 2019, 2019-05-14, 2019-05~, XXXX-01-31 or 1979/..')
  WHERE new.earliest IS NOT NULL OR new.text IN ('/', '../', '/..', '../..')
    OR EXISTS (SELECT 1 FROM edtf_side WHERE NOT is_valid)
    OR (SELECT max(earliest) FROM edtf_side WHERE is_start) > (SELECT max(latest) FROM edtf_side WHERE NOT is_start);
  UPDATE edtf SET (earliest, latest) = (
    SELECT max(earliest) FILTER (WHERE is_start), max(latest) FILTER (WHERE NOT is_start) FROM edtf_side)
  WHERE text = new.text;
END;
CREATE TRIGGER edtf_update BEFORE UPDATE ON edtf WHEN old.earliest IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'what a date means stays what it is');
END;
