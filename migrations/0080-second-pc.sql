-- Which installations of an office are at work: `heard` grows with each bundle taken from anybody. A partner that may be what another of its office
-- has become says by `since` from where on a bundle shows that the other goes on as well.
ALTER TABLE peer ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE peer ADD COLUMN heard INTEGER NOT NULL DEFAULT 0;
UPDATE peer SET since = 1;
-- What another PC of this office says that the office above has acknowledged to it: shown, never relied on. JSON, replica -> seq.
ALTER TABLE peer ADD COLUMN above TEXT NOT NULL DEFAULT '{}';
