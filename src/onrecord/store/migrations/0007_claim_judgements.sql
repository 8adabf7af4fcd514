-- The judgements with which the claims were last built, so that a later one is noticed.
CREATE TABLE d_claim_judged (
  kind TEXT NOT NULL,               -- claim-pair or stance
  first TEXT NOT NULL,              -- statement uid
  second TEXT NOT NULL,             -- statement uid, or empty
  verdict TEXT NOT NULL,
  PRIMARY KEY (kind, first, second)
) STRICT, WITHOUT ROWID;
