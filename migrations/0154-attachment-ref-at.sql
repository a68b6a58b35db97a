-- What named files by a change is found when a value of that change goes, without looking at all files.
CREATE INDEX attachment_ref_at ON attachment_ref (at);
