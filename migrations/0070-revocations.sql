-- Signed texts that say of an installation that it may sign no more, and up to which change it is believed. None is ever taken out.
CREATE TABLE revocation (
  issuer TEXT NOT NULL,
  number INTEGER NOT NULL,
  replica TEXT NOT NULL,
  believed INTEGER NOT NULL,
  doc TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (issuer, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revocation_replica ON revocation (replica);

-- The highest number of a revocation that a partner has said it knows.
ALTER TABLE peer ADD COLUMN revocations INTEGER NOT NULL DEFAULT 0;
