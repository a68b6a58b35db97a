-- Changes of the ledger that are kept in their chain and not applied: what they say waits here for a person.
-- `op`: the first op that stands in the way.
CREATE TABLE sync_issue (
  at INTEGER NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  op INTEGER NOT NULL
) STRICT;

-- Statements of people that two cases are the same child, or are not: drawn from the ledger's records of kind `link`.
CREATE TABLE link (
  record INTEGER NOT NULL PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX link_a ON link (a, state);
CREATE INDEX link_b ON link (b, state);
DROP TABLE not_same;

-- Cases still to be compared with the others, and the pairs that looked alike. Local: found again anywhere.
CREATE TABLE to_compare (case_n INTEGER NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE alike (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score INTEGER NOT NULL,
  band TEXT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX alike_b ON alike (b);
