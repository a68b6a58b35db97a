-- Version of our certificate that a partner has said it goes by: what is written for it is signed with the keys of that one. 0 where it has said nothing yet.
ALTER TABLE peer ADD COLUMN knows INTEGER NOT NULL DEFAULT 0;
