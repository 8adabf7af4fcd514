-- What people (or the matcher) decided about names: merge and rename say under which name a name is
-- shown; split gives single statements another speaker and needs no row here.

CREATE TABLE d_name (
  name TEXT PRIMARY KEY COLLATE NOCASE,  -- as documents give it
  shown TEXT NOT NULL COLLATE NOCASE,    -- the name everything under it is shown by
  by TEXT NOT NULL,                      -- author of the newest judgement that led here
  by_kind TEXT NOT NULL,
  judgement TEXT NOT NULL                -- its uid
) STRICT, WITHOUT ROWID;
CREATE INDEX d_name_shown ON d_name (shown);

CREATE VIEW names AS SELECT name, shown, by, by_kind, judgement FROM d_name;
