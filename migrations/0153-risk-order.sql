-- By risk, and what came last first: told to nobody by a name, and a bundle of new cases writes at the front of each level, not all over the alphabet.
DROP INDEX case_by_risk;
CREATE INDEX case_by_risk ON case_item (risk DESC, n DESC);
