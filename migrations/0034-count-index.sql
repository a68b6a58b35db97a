-- The commonest counts read a few hundred narrow entries' pages instead of thousands of wide ones: the first list after opening waits for them.
CREATE INDEX case_by_status ON case_item (status, risk);
