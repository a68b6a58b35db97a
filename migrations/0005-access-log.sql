-- The access log in its full form. No office has worked with the first one, whose lines were hashed otherwise.
DROP TABLE access_log;

-- Who looked at or did what. `at` is what the PC's clock claims; `session` (a number) and `tick` (milliseconds since the session's start,
-- by a clock that nobody sets) only go forward. `hash` covers all the other columns and the hash of the line before.
CREATE TABLE access_log (
  n INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  session INTEGER NOT NULL,
  tick INTEGER NOT NULL,
  person TEXT,
  act TEXT NOT NULL,
  subject TEXT,
  screen TEXT,
  why TEXT,
  details TEXT NOT NULL DEFAULT '{}',
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_person ON access_log (person, n);
CREATE INDEX access_log_act ON access_log (act, n);
CREATE INDEX access_log_subject ON access_log (subject, n) WHERE subject IS NOT NULL;
CREATE INDEX access_log_at ON access_log (at);

-- Closed years. `doc` is the signed text that vouches for `lines`, the lines themselves as compressed NDJSON.
CREATE TABLE access_archive (
  to_n INTEGER NOT NULL PRIMARY KEY,
  from_n INTEGER NOT NULL,
  year INTEGER NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  doc TEXT NOT NULL,
  lines BLOB NOT NULL
) STRICT;

CREATE TRIGGER access_log_added BEFORE INSERT ON access_log
WHEN NEW.n <> 1 + coalesce((SELECT max(n) FROM access_log), (SELECT max(to_n) FROM access_archive), 0)
BEGIN SELECT RAISE(ABORT, 'the access log only grows at its end'); END;
CREATE TRIGGER access_log_kept BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'a line of the access log is never changed'); END;
CREATE TRIGGER access_log_held BEFORE DELETE ON access_log
WHEN OLD.n > coalesce((SELECT max(to_n) FROM access_archive), 0)
BEGIN SELECT RAISE(ABORT, 'only archived lines leave the access log'); END;
CREATE TRIGGER access_archive_kept BEFORE UPDATE ON access_archive
BEGIN SELECT RAISE(ABORT, 'an archive of the access log is never changed'); END;
CREATE TRIGGER access_archive_held BEFORE DELETE ON access_archive
BEGIN SELECT RAISE(ABORT, 'an archive of the access log is never removed'); END;

-- Heads of the partners' logs as their bundles told them, what they have seen of ours, and the first thing that did not fit.
CREATE TABLE log_head (
  peer TEXT NOT NULL,
  count INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (peer, count)
) STRICT, WITHOUT ROWID;
CREATE TABLE peer_log (
  peer TEXT NOT NULL PRIMARY KEY,
  seen INTEGER NOT NULL DEFAULT 0,
  told TEXT NOT NULL DEFAULT '[]',
  alarm TEXT
) STRICT;
