-- What lists of claims go by, so that the first of many come at once.

CREATE INDEX d_claim_size ON d_claim (statements DESC, id);
CREATE INDEX d_claim_statement_denied ON d_claim_statement (claim) WHERE stance = 'denies';
