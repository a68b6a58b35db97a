-- Keys of this installation besides those in `self`: `next` ones wait for the office above to certify them, by `former` ones bundles are read
-- that were written before it did.
CREATE TABLE own_keys (
  state TEXT NOT NULL CHECK (state IN ('next', 'former')),
  at TEXT NOT NULL,
  sign_secret BLOB NOT NULL,
  sign_public TEXT NOT NULL,
  age_identity TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  agepq_identity TEXT NOT NULL,
  agepq_recipient TEXT NOT NULL
) STRICT;

-- Version of the certificate by which a partner's newest bundle was signed; 0 where none has been taken since this is noted.
ALTER TABLE peer ADD COLUMN keys INTEGER NOT NULL DEFAULT 0;
