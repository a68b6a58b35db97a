-- Of the cases that a partner got from elsewhere, how many values it said to lack: it gets the rest once that is here.
ALTER TABLE peer ADD COLUMN incomplete TEXT NOT NULL DEFAULT '{}';
