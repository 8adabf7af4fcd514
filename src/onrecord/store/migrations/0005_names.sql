-- What people and models decided, made ready for asking; derived from the judgements.

CREATE TABLE d_name (               -- merge and rename: the name under which a name is shown
  name TEXT PRIMARY KEY COLLATE NOCASE,  -- as documents give it
  shown TEXT NOT NULL COLLATE NOCASE,    -- the name everything under it is shown by
  by TEXT NOT NULL,                      -- author of the newest judgement that led here
  by_kind TEXT NOT NULL,
  judgement TEXT NOT NULL                -- its uid
) STRICT, WITHOUT ROWID;
CREATE INDEX d_name_shown ON d_name (shown);

CREATE TABLE d_anchor (             -- where each judgement on a statement is after re-reading
  judgement TEXT PRIMARY KEY,       -- its uid
  document TEXT NOT NULL,           -- the document's public id
  statement TEXT,                   -- the statement's public id now; null when lost
  overlap REAL NOT NULL             -- share of content in common with what was judged
) STRICT, WITHOUT ROWID;
CREATE INDEX d_anchor_document ON d_anchor (document);
CREATE INDEX d_anchor_statement ON d_anchor (statement) WHERE statement IS NOT NULL;
CREATE INDEX d_anchor_lost ON d_anchor (judgement) WHERE statement IS NULL;

CREATE INDEX judgement_document ON judgement (json_extract(payload, '$.anchor.document'))
  WHERE target_kind = 'statement';

CREATE INDEX document_changed ON document (outlet COLLATE NOCASE) WHERE version = 2;
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;

CREATE VIEW names AS SELECT name, shown, by, by_kind, judgement FROM d_name;
