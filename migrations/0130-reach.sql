-- How far offices that do not exchange with this one hold chains of this office and those under it, by the last word of the office above.
CREATE TABLE reach (
  office TEXT NOT NULL,
  replica TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (office, replica)
) STRICT, WITHOUT ROWID;
