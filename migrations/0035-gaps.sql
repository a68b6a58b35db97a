-- What a partner's last bundle showed to be missing here, until one of its bundles is taken. `missing`: JSON list of "<replica>:<from>-<to>".
CREATE TABLE gap (
  office_code TEXT NOT NULL PRIMARY KEY,
  missing TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
