-- A referral reaches an office that does not know its case: the id of that case, where nobody knows it here.
ALTER TABLE record ADD COLUMN about TEXT;
CREATE INDEX record_about ON record (about) WHERE about IS NOT NULL;

-- Referrals, drawn from the registers: to whom, of which case (as `record.about` where it is not known here), where they stand, and whether the
-- sender has read all that was answered.
CREATE TABLE referral (
  record INTEGER NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL,
  receiver TEXT NOT NULL,
  state TEXT NOT NULL,
  read INTEGER NOT NULL
) STRICT;
CREATE INDEX referral_receiver ON referral (receiver, state);
CREATE INDEX referral_case ON referral (case_id);
