-- Who works on a case besides its worker: drawn from the case's rows `coworkers`, made again by `rebuild`.
CREATE TABLE coworker (person TEXT NOT NULL, case_n INTEGER NOT NULL, PRIMARY KEY (person, case_n)) STRICT, WITHOUT ROWID;
CREATE INDEX coworker_of_case ON coworker (case_n);
