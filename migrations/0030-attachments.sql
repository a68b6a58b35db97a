-- Files that belong to cases. The bytes lie in attachments/<file>, encrypted under a key of their own, which rests here: whoever opens
-- this database opens them, and a new key of the database needs no new files. `file` is null while only the reference has come.
CREATE TABLE attachment (
  sha256 TEXT NOT NULL PRIMARY KEY,
  bytes INTEGER NOT NULL,
  type TEXT NOT NULL,
  file TEXT,
  key BLOB,
  refused INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attachment_lacking ON attachment (sha256) WHERE file IS NULL;

-- Which change of which case names it: made again by `rebuild`.
CREATE TABLE attachment_ref (
  sha256 TEXT NOT NULL, case_n INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sha256, case_n, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_ref_case ON attachment_ref (case_n);

-- What a partner above said it has only by name.
ALTER TABLE peer ADD COLUMN lacks TEXT NOT NULL DEFAULT '[]';
