-- What each partner was told of a change that did not travel whole, or whose cases are restricted: under which verdict on these cases
-- ('?': its own word differs from what we sent, to be looked at again), and how many of the values stayed behind.
CREATE TABLE told (
  peer TEXT NOT NULL,
  at INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (peer, at)
) STRICT, WITHOUT ROWID;

-- Changes of which some values are not here.
CREATE INDEX change_partly ON change (at) WHERE substr(secret, 1, 1) = '{';
