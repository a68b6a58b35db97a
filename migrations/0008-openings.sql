-- Cases opened out of scope in an emergency: by whom, why, until when, and what was said of it afterwards.
CREATE TABLE opening (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  until TEXT NOT NULL,
  motive TEXT NOT NULL,
  why TEXT NOT NULL,
  reviewed_by TEXT,
  reviewed_at TEXT,
  justified INTEGER,
  comment TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX opening_to_review ON opening (reviewed_at, at);
-- What was written stays: only the review is added, once.
CREATE TRIGGER opening_kept BEFORE DELETE ON opening BEGIN SELECT raise(ABORT, 'openings are kept'); END;
CREATE TRIGGER opening_unchanged BEFORE UPDATE ON opening
WHEN old.reviewed_at IS NOT NULL OR new.id <> old.id OR new.case_id <> old.case_id OR new.person <> old.person
  OR new.at <> old.at OR new.until <> old.until OR new.motive <> old.motive OR new.why <> old.why
BEGIN SELECT raise(ABORT, 'openings are kept'); END;
