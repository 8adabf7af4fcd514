-- Claims of a status in the order in which they are listed.

DROP INDEX d_claim_status;
CREATE INDEX d_claim_status ON d_claim (status, statements DESC, id);
