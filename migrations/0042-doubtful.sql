-- Cases of which the office above may hold more or less than it should: their verdict has changed, and what it was told is not settled yet.
CREATE TABLE doubtful (case_n INTEGER NOT NULL PRIMARY KEY) STRICT;
INSERT INTO doubtful SELECT case_n FROM case_verdict WHERE verdict <> '';
CREATE INDEX told_in_doubt ON told (peer, at) WHERE verdict = '?';
