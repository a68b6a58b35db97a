-- Changes that could be read here only after their place was known, in the order in which that came: partners that were given the place are told again.
CREATE TABLE taken_up (n INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL UNIQUE);
-- Up to which of them a partner has been told.
ALTER TABLE peer ADD COLUMN taken_up INTEGER NOT NULL DEFAULT 0;
