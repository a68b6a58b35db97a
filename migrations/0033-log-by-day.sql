-- A look at a case writes fewer pages: no index by person (walking back finds his lines soon enough), and in place of the index by time one row
-- wherever the day differs from that of the line before. The stretch of a day runs to the next such row.
DROP INDEX access_log_person;
DROP INDEX access_log_at;
CREATE TABLE access_day (
  n INTEGER NOT NULL PRIMARY KEY,
  day TEXT NOT NULL
) STRICT;
INSERT INTO access_day
SELECT n, day FROM (SELECT n, substr(at, 1, 10) AS day, lag(substr(at, 1, 10)) OVER (ORDER BY n) AS before FROM access_log)
WHERE day IS NOT before;
CREATE TRIGGER access_log_day AFTER INSERT ON access_log
WHEN substr(NEW.at, 1, 10) IS NOT (SELECT substr(at, 1, 10) FROM access_log WHERE n = NEW.n - 1)
BEGIN INSERT OR REPLACE INTO access_day VALUES (NEW.n, substr(NEW.at, 1, 10)); END;
