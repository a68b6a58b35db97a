-- The cases of a commune in the order in which they came: a new one is written beside the last, where an index by name touches a page of its
-- own for each. There are few enough in one commune to be sorted when they are asked for.
DROP INDEX case_by_commune;
CREATE INDEX case_by_commune ON case_item (commune, n);
