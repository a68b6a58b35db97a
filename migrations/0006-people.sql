-- Accounts are drawn from the `person` records of the ledger and made again by `rebuild`; sign-in names are unique within one office only.
-- What was known before goes over: its account comes into the ledger with its next change.
ALTER TABLE person RENAME TO person_before;
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  office TEXT NOT NULL,
  sign_in TEXT NOT NULL,
  active INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX person_of_office ON person (office, sign_in);
INSERT INTO person SELECT p.id, s.office, p.sign_in, p.active, json_object(
  'id', p.id, 'name', p.name, 'office', s.office, 'signIn', p.sign_in, 'role', p.role, 'active', json(iif(p.active, 'true', 'false')),
  'activeFrom', NULL, 'activeTo', NULL, 'agency', '', 'function', '', 'language', NULL, 'place', NULL, 'phone', '', 'groups', json('[]'),
  'training', NULL, 'grant', NULL, 'conduct', NULL, 'review', NULL, 'end', NULL
) FROM person_before p, self s;
DROP TABLE person_before;

-- Texts of the undertaking and code of conduct, from the `conduct` records.
CREATE TABLE conduct (
  id TEXT NOT NULL PRIMARY KEY,
  office TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  doc TEXT NOT NULL
) STRICT;

-- What is true of an account on this PC only: the password was chosen by somebody else, and the last sign-in.
CREATE TABLE account_here (
  person TEXT NOT NULL PRIMARY KEY,
  must_change INTEGER NOT NULL DEFAULT 0,
  signed_in_at TEXT
) STRICT;
