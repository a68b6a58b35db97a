-- The wide indexes of the filters by the day of registration before what is spread evenly: a bundle of new cases then writes next to each other, instead of on a
-- page of its own for each case. No question asks for less than before: sex, commune and worker were never sought by these but behind status and risk.
DROP INDEX case_filter;
CREATE INDEX case_filter ON case_item (
  status, risk, registered_on, sex, commune, worker, office, answered, due_on, birth_from, birth_to
);
DROP INDEX case_by_worker;
CREATE INDEX case_by_worker ON case_item (
  worker, status, risk, registered_on, sex, commune, office, answered, due_on, birth_from, birth_to
);
