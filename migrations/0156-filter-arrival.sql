-- Within a day and a level the filters' indexes are by arrival: a bundle of new cases writes at one place of each, where the order by sex, commune and worker, of
-- which no question makes use behind the day, scattered them.
DROP INDEX case_filter;
CREATE INDEX case_filter ON case_item (
  status, risk, registered_on, n, sex, commune, worker, office, answered, due_on, birth_from, birth_to
);
DROP INDEX case_by_worker;
CREATE INDEX case_by_worker ON case_item (
  worker, status, risk, registered_on, n, sex, commune, office, answered, due_on, birth_from, birth_to
);
