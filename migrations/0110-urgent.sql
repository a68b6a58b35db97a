-- Chains of which an urgent bundle brought lines before the ordinary way did, and up to where the ordinary way has brought them.
CREATE TABLE ahead (
  replica TEXT NOT NULL PRIMARY KEY,
  ordinary INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Urgent bundles written here, numbered for each office that receives.
CREATE TABLE urgent_out (
  office TEXT NOT NULL,
  number INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  sums_hash TEXT NOT NULL,
  file TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (office, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX urgent_out_case ON urgent_out (case_id, epoch);
