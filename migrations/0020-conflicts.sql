-- Removing a row and settling a conflict cover writes instead of deleting them, so that both can be taken back (`void`).
-- `gone`: removals of its row that cover a write. `settled`: decisions of people that cover it.
ALTER TABLE register ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE register ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;

-- Which op (`by_at`, `by_idx`) covers which write (`at`, `idx`).
CREATE TABLE cover (
  record INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  row TEXT NOT NULL,
  by_at INTEGER NOT NULL,
  by_idx INTEGER NOT NULL,
  at INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (record, grp, row, by_at, by_idx, at, idx)
) STRICT, WITHOUT ROWID;

-- Open conflicts: several writes of a group that say different things (`values`), or a row that one took away while another wrote in
-- it (`removed`, cell empty). `since_at`: the change with which they became two. `case_n` is 0 for records of no case.
CREATE TABLE conflict (
  record INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  row TEXT NOT NULL,
  cell TEXT NOT NULL,
  kind TEXT NOT NULL,
  case_n INTEGER NOT NULL,
  sensitive INTEGER NOT NULL,
  since_at INTEGER NOT NULL,
  PRIMARY KEY (record, grp, row, cell)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_of_case ON conflict (case_n);
