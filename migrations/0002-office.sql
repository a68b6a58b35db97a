-- What this installation is. One row. Secrets rest here only because the whole file is encrypted.
CREATE TABLE self (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  office TEXT NOT NULL,
  replica TEXT NOT NULL,
  incarnation INTEGER NOT NULL DEFAULT 1,
  training INTEGER NOT NULL DEFAULT 0,
  sign_secret BLOB NOT NULL,
  sign_public TEXT NOT NULL,
  age_identity TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  agepq_identity TEXT NOT NULL,
  agepq_recipient TEXT NOT NULL
) STRICT;

CREATE TABLE office (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  place TEXT NOT NULL,
  parent TEXT,
  doc TEXT NOT NULL
) STRICT;

-- People who sign in on this PC. Their keys are in the keyring, their names also in the ledger.
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  sign_in TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  doc TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE draft (
  person TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (person, subject)
) STRICT;

-- Pairs of cases that a person has said are not the same child.
CREATE TABLE not_same (a TEXT NOT NULL, b TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT;

-- Certificates: who may sign for which office. `doc` is the canonical signed text.
CREATE TABLE certificate (
  replica TEXT NOT NULL,
  version INTEGER NOT NULL,
  office TEXT NOT NULL,
  doc TEXT NOT NULL,
  sign_public TEXT NOT NULL,
  issuer TEXT NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (replica, version)
) STRICT;
CREATE INDEX certificate_key ON certificate (sign_public);

-- One row a partner replica: numbering of bundles both ways and what it has told us it has.
CREATE TABLE peer (
  replica TEXT NOT NULL PRIMARY KEY,
  office TEXT NOT NULL,
  next_number INTEGER NOT NULL DEFAULT 1,
  last_number INTEGER NOT NULL DEFAULT 0,
  acked TEXT NOT NULL DEFAULT '{}',
  acked_at TEXT,
  sent_at TEXT,
  received_at TEXT,
  min_format INTEGER NOT NULL DEFAULT 1,
  config_version INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE bundle_out (
  peer TEXT NOT NULL,
  number INTEGER NOT NULL,
  sums_hash TEXT NOT NULL,
  covers TEXT NOT NULL,
  counts TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL,
  acked_at TEXT,
  PRIMARY KEY (peer, number)
) STRICT;

CREATE TABLE bundle_in (
  sums_hash TEXT NOT NULL PRIMARY KEY,
  peer TEXT NOT NULL,
  number INTEGER NOT NULL,
  covers TEXT NOT NULL,
  counts TEXT NOT NULL,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX bundle_in_peer ON bundle_in (peer, number);

-- Who did what besides writing: append only, hash-chained.
CREATE TABLE access_log (
  n INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  person TEXT,
  act TEXT NOT NULL,
  subject TEXT,
  details TEXT NOT NULL DEFAULT '{}',
  hash TEXT NOT NULL
) STRICT;
