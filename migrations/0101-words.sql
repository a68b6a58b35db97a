-- Words of offices above on a case below, found by their kind.
CREATE INDEX record_word ON record (parent) WHERE kind = 'word';
