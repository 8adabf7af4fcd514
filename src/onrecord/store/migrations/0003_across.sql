-- Derived across documents by the matcher, from readings and judgements. Statements, entities and
-- documents are named by public id, so that these rows outlive a re-index of one document.

CREATE TABLE d_actor (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,               -- person, organisation, outlet, place, group, …
  name TEXT NOT NULL,
  gazetteer TEXT                    -- id in the shipped gazetteer, where it is known
) STRICT, WITHOUT ROWID;
CREATE INDEX d_actor_name ON d_actor (name COLLATE NOCASE);

CREATE TABLE d_actor_alias (
  actor TEXT NOT NULL REFERENCES d_actor (id),
  alias TEXT NOT NULL,
  n INTEGER NOT NULL,               -- documents that use it
  PRIMARY KEY (actor, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_actor_alias_alias ON d_actor_alias (alias COLLATE NOCASE);

CREATE TABLE d_actor_entity (
  entity TEXT PRIMARY KEY,          -- d_entity.uid
  actor TEXT NOT NULL REFERENCES d_actor (id),
  confidence REAL NOT NULL,
  why TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX d_actor_entity_actor ON d_actor_entity (actor);

CREATE TABLE d_claim (
  id TEXT PRIMARY KEY,
  gloss TEXT NOT NULL,
  status TEXT NOT NULL,             -- corroborated, single-origin, disputed, unverified, corrected, …
  statements INTEGER NOT NULL,
  independent_origins INTEGER NOT NULL,
  first_day TEXT, last_day TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX d_claim_status ON d_claim (status, last_day);
CREATE INDEX d_claim_last ON d_claim (last_day);

CREATE TABLE d_claim_statement (
  statement TEXT NOT NULL,          -- d_statement.uid
  claim TEXT NOT NULL REFERENCES d_claim (id),
  stance TEXT NOT NULL,             -- supports, denies, doubts, reports
  confidence REAL NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (statement, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_claim_statement_claim ON d_claim_statement (claim);

CREATE TABLE d_relation (
  type TEXT NOT NULL,               -- contradicts, updates, refines, reverses, corrects, retracts
  from_statement TEXT NOT NULL,
  to_statement TEXT NOT NULL,
  why TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (from_statement, to_statement, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_relation_to ON d_relation (to_statement);
CREATE INDEX d_relation_type ON d_relation (type);

CREATE TABLE d_origin (             -- the origins of a claim: who put it into the record
  claim TEXT NOT NULL REFERENCES d_claim (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,               -- speaker, document, agency, outlet
  evidence TEXT NOT NULL,           -- the words that show it
  PRIMARY KEY (claim, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE d_transmission (       -- edges of a claim's origin tree: who took it from whom
  claim TEXT NOT NULL REFERENCES d_claim (id),
  taker TEXT NOT NULL,              -- statement uid
  giver TEXT NOT NULL,              -- statement uid, or the name of an origin
  kind TEXT NOT NULL,               -- credit, agency, link, reuse, occasion
  evidence TEXT NOT NULL,
  PRIMARY KEY (claim, taker, giver)
) STRICT, WITHOUT ROWID;

CREATE TABLE d_reuse (              -- passages two documents share
  document TEXT NOT NULL, other TEXT NOT NULL,   -- document uids, the earlier first
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  other_start INTEGER NOT NULL, other_stop INTEGER NOT NULL,
  PRIMARY KEY (document, other, start, other_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_reuse_other ON d_reuse (other);
