-- Actors by way of profiles: one profile is one name as it stands for one actor. What only one
-- document uses it for (a surname, an abbreviation) has a profile of that document alone, whose
-- parent is the profile of the full name once that is found.

DROP TABLE d_actor_entity;

CREATE TABLE d_profile (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  name TEXT NOT NULL,               -- in the form that is compared
  spelled TEXT NOT NULL,
  fields TEXT NOT NULL,             -- fields of work, separated by spaces
  place TEXT NOT NULL,              -- country code, or "of" and the place of an office
  known TEXT NOT NULL,              -- id in the gazetteer, or empty
  document TEXT NOT NULL,           -- the one document it holds in, or empty
  parent TEXT,                      -- the fuller profile it is short for
  confidence REAL NOT NULL,
  why TEXT NOT NULL,
  actor TEXT                        -- d_actor.id; null where there is a parent
) STRICT, WITHOUT ROWID;
CREATE INDEX d_profile_document ON d_profile (document, name) WHERE document <> '';
CREATE INDEX d_profile_local ON d_profile (name) WHERE document <> '';
CREATE INDEX d_profile_actor ON d_profile (actor);
CREATE INDEX d_profile_parent ON d_profile (parent) WHERE parent IS NOT NULL;

CREATE TABLE d_profile_block (      -- two profiles are compared only if they share a key
  key TEXT NOT NULL,
  profile TEXT NOT NULL,
  PRIMARY KEY (key, profile)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_profile_block_profile ON d_profile_block (profile);

CREATE TABLE d_profile_link (       -- profiles held to be one actor's, first < second
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_profile_link_second ON d_profile_link (second);

CREATE TABLE d_profile_entity (
  entity TEXT PRIMARY KEY,          -- d_entity.uid
  document TEXT NOT NULL,           -- its document's uid
  day TEXT NOT NULL,
  profile TEXT NOT NULL,
  key TEXT NOT NULL,                -- by which articles on one story are found; may be empty
  spellings TEXT NOT NULL           -- JSON list: how the document writes the name
) STRICT, WITHOUT ROWID;
CREATE INDEX d_profile_entity_profile ON d_profile_entity (profile);
CREATE INDEX d_profile_entity_key ON d_profile_entity (key, day, document) WHERE key <> '';
CREATE INDEX d_profile_entity_document ON d_profile_entity (document);

CREATE TABLE d_spelling (           -- how often a profile, with those it is parent of, is so written
  profile TEXT NOT NULL,
  alias TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (profile, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE d_profiled (           -- the documents whose names are resolved
  document TEXT PRIMARY KEY,
  names TEXT NOT NULL               -- hash of the profiles
) STRICT, WITHOUT ROWID;

CREATE VIEW d_actor_entity AS
  SELECT e.entity, p.actor, p.confidence, p.why
  FROM d_profile_entity e JOIN d_profile p ON p.id = e.profile WHERE p.parent IS NULL
  UNION ALL
  SELECT e.entity, q.actor, p.confidence, p.why
  FROM d_profile_entity e JOIN d_profile p ON p.id = e.profile JOIN d_profile q ON q.id = p.parent;
