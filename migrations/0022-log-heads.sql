-- Heads of the partners' logs, one for each of their bundles; nothing had written the first form of this table.
DROP TABLE log_head;
CREATE TABLE log_head (
  peer TEXT NOT NULL,
  number INTEGER NOT NULL,
  count INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (peer, number)
) STRICT, WITHOUT ROWID;
