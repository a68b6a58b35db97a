-- The ledger: one hash chain a replica. A change is found by `at` = replica.n * 2^32 + seq.
CREATE TABLE replica (
  n INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  office TEXT,
  have INTEGER NOT NULL DEFAULT 0,
  head TEXT,
  seen TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE change (
  at INTEGER NOT NULL PRIMARY KEY,
  lamport INTEGER NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  secret TEXT,
  vals TEXT NOT NULL
) STRICT;

-- Projections: made again from the ledger by `rebuild`.
CREATE TABLE record (
  n INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  parent INTEGER,
  form TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX record_parent ON record (parent, kind);

CREATE TABLE grp (n INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

-- The writes of each field group that no known write overwrites. More than one with different values: an open conflict.
CREATE TABLE register (
  record INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  row TEXT NOT NULL DEFAULT '',
  cell TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  value TEXT,
  PRIMARY KEY (record, grp, row, cell, at, idx)
) STRICT, WITHOUT ROWID;

-- Which changes touched which case.
CREATE TABLE touch (case_n INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_n, at)) STRICT, WITHOUT ROWID;

CREATE TABLE case_item (
  n INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT,
  office TEXT NOT NULL,
  status TEXT NOT NULL,
  risk INTEGER NOT NULL DEFAULT 0,
  family_name TEXT NOT NULL DEFAULT '',
  given_names TEXT NOT NULL DEFAULT '',
  nickname TEXT NOT NULL DEFAULT '',
  sort_name TEXT NOT NULL DEFAULT '',
  sex TEXT,
  birth TEXT,
  birth_from TEXT,
  birth_to TEXT,
  commune TEXT,
  caregiver TEXT NOT NULL DEFAULT '',
  worker TEXT,
  registered_on TEXT,
  due_on TEXT,
  answered INTEGER NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_by_name ON case_item (sort_name, n);
CREATE INDEX case_by_change ON case_item (changed_at DESC, n);
CREATE INDEX case_by_registration ON case_item (registered_on DESC, n);
CREATE INDEX case_by_status_name ON case_item (status, sort_name, n);
CREATE INDEX case_by_status_risk ON case_item (status, risk DESC, sort_name, n);
CREATE INDEX case_by_status_change ON case_item (status, changed_at DESC, n);
CREATE INDEX case_by_worker ON case_item (worker, status, risk DESC, due_on);
CREATE INDEX case_by_commune ON case_item (commune, status, sort_name, n);
CREATE INDEX case_by_office ON case_item (office, status, risk);
CREATE INDEX case_by_due ON case_item (status, answered, due_on);

CREATE VIRTUAL TABLE case_fts USING fts5 (
  names, keys, codes,
  content = '', contentless_delete = 1, prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 2"
);
