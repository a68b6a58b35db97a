-- What consent and protocol allow of each case on its way up, kept so that an export looks only at the cases that changed: a row where something
-- is held back or an agreement has a last day. Cases wait in `to_judge` from the change that touched them to the next export.
CREATE TABLE case_verdict (
  case_n INTEGER NOT NULL PRIMARY KEY,
  verdict TEXT NOT NULL,
  until TEXT
) STRICT;
CREATE INDEX case_verdict_held ON case_verdict (case_n) WHERE verdict <> '';
CREATE INDEX case_verdict_until ON case_verdict (until) WHERE until IS NOT NULL;
CREATE TABLE to_judge (case_n INTEGER NOT NULL PRIMARY KEY) STRICT;
INSERT INTO to_judge SELECT n FROM record WHERE kind = 'case';
CREATE TRIGGER touch_judged AFTER INSERT ON touch
BEGIN INSERT OR IGNORE INTO to_judge VALUES (NEW.case_n); END;
