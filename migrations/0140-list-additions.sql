-- Every answer and place that an office was ever heard to add to the lists, as JSON: what is laid down no longer stays readable.
CREATE TABLE list_addition (
  id    TEXT PRIMARY KEY,
  entry TEXT NOT NULL
) STRICT, WITHOUT ROWID;
