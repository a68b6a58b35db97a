-- Cases that were erased, drawn from the ops `erase`: what is left of them lies in the values of these ops.
CREATE TABLE erasure (
  case_id TEXT NOT NULL, at INTEGER NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (case_id, at, idx)
) STRICT, WITHOUT ROWID;

-- Offices known here to have held something of an erased case, noted before the values that told it went. Local.
CREATE TABLE erased_office (
  case_id TEXT NOT NULL, office TEXT NOT NULL, PRIMARY KEY (case_id, office)
) STRICT, WITHOUT ROWID;

-- Since when (claimed) a partner is known to hold the erasure.
CREATE TABLE erasure_confirmed (
  case_id TEXT NOT NULL, peer TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (case_id, peer)
) STRICT, WITHOUT ROWID;

-- Erasures that one person has proposed and another is to confirm.
CREATE TABLE erasure_proposal (
  case_id TEXT NOT NULL PRIMARY KEY, reason TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of an exceptional opening go with its case; that it was opened, by whom and when, stays.
DROP TRIGGER opening_unchanged;
CREATE TRIGGER opening_unchanged BEFORE UPDATE ON opening
WHEN (old.reviewed_at IS NOT NULL OR new.id <> old.id OR new.case_id <> old.case_id OR new.person <> old.person
  OR new.at <> old.at OR new.until <> old.until OR new.motive <> old.motive OR new.why <> old.why)
AND NOT (EXISTS (SELECT 1 FROM erasure e WHERE e.case_id = old.case_id) AND new.why = '' AND new.comment = ''
  AND new.id = old.id AND new.case_id = old.case_id AND new.person = old.person AND new.at = old.at AND new.until = old.until
  AND new.motive = old.motive AND new.reviewed_by IS old.reviewed_by AND new.reviewed_at IS old.reviewed_at
  AND new.justified IS old.justified)
BEGIN SELECT raise(ABORT, 'openings are kept'); END;
