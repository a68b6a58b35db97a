-- Cases that were handed over from one office to another, drawn from the registers: how often, when (claimed), whether in a hurry, and
-- whether who got it has answered.
CREATE TABLE transfer (
  case_n INTEGER NOT NULL PRIMARY KEY,
  epoch INTEGER NOT NULL,
  office TEXT NOT NULL,
  giver TEXT NOT NULL,
  given_on TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  refusal TEXT NOT NULL,
  accepted INTEGER NOT NULL
) STRICT;
CREATE INDEX transfer_waiting ON transfer (office) WHERE accepted = 0;

-- The offices that kept a case before.
CREATE TABLE former (
  office TEXT NOT NULL, case_n INTEGER NOT NULL, PRIMARY KEY (office, case_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_case ON former (case_n);

-- Cases that a partner said it got from elsewhere, with the epoch that it knows.
ALTER TABLE peer ADD COLUMN cases TEXT NOT NULL DEFAULT '{}';

-- What a person decided about a late edit: taken over as an edit of one's own, or left.
ALTER TABLE sync_issue ADD COLUMN decided TEXT;
