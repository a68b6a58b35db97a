-- One index for each order of the lists, walked until the page is full, whatever the filters.
DROP INDEX case_by_status_name;
DROP INDEX case_by_status_risk;
DROP INDEX case_by_status_change;
DROP INDEX case_by_due;
CREATE INDEX case_by_risk ON case_item (risk DESC, sort_name, n);
CREATE INDEX case_by_due ON case_item (answered, due_on IS NULL, due_on, n);

-- All that the filters ask for: counting never opens the wide rows.
CREATE INDEX case_filter ON case_item (
  status, risk, sex, commune, worker, office, registered_on, answered, due_on, birth_from, birth_to
);

-- A person's own cases in the order of the home page.
DROP INDEX case_by_worker;
CREATE INDEX case_by_worker ON case_item (worker, status, answered, risk DESC, due_on, n);
