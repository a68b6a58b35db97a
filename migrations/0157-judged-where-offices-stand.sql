-- What of a case goes up depends also on where its keeper and its giver stand: cases that were handed over are judged again once an office is known to
-- stand elsewhere than before. In so many words, since a trigger takes over how the statement around it ends its conflicts.
CREATE TRIGGER office_known AFTER INSERT ON office
BEGIN INSERT INTO to_judge SELECT case_n FROM transfer WHERE case_n NOT IN (SELECT case_n FROM to_judge); END;
CREATE TRIGGER office_moved AFTER UPDATE OF parent ON office WHEN NEW.parent IS NOT OLD.parent
BEGIN INSERT INTO to_judge SELECT case_n FROM transfer WHERE case_n NOT IN (SELECT case_n FROM to_judge); END;
