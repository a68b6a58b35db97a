-- What a partner lacks of the cases that it got from elsewhere, change by change, in place of one number a case; and the cases of which it has more
-- than the ordinary way has brought.
ALTER TABLE peer ADD COLUMN early TEXT NOT NULL DEFAULT '[]';
ALTER TABLE peer ADD COLUMN lacking TEXT NOT NULL DEFAULT '{}';
ALTER TABLE peer DROP COLUMN incomplete;
-- Changes of this office and those under it that whoever keeps their case beyond does not hold whole, by the last word of the office above: place of the change, the case,
-- how many values of the case it lacks.
CREATE TABLE sought (
  at INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (at, case_id)
) STRICT, WITHOUT ROWID;
