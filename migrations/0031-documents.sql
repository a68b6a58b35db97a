-- What an office lays down for those under it: settings, code of conduct, roles, lists. The newest of each kind and office.
CREATE TABLE document (
  office TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  doc TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (office, kind)
) STRICT, WITHOUT ROWID;
