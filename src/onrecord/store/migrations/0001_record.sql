-- The three kinds of state (evidence, readings, judgements) and where every input ended.
-- Everything in tables named d_… (later migrations) can be dropped and rebuilt from these.

CREATE TABLE evidence (             -- original bytes, content-addressed
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,            -- bytes before compression
  body BLOB NOT NULL                -- zlib
) STRICT;

CREATE TABLE document (             -- one canonical text; a changed article is a new row
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,         -- public id: 'd' and 16 hex digits of key
  key TEXT NOT NULL,                -- hash of text, url and outlet
  article TEXT NOT NULL,            -- what versions share: the url, or the input's name
  version INTEGER NOT NULL,         -- 1, 2, … within the article, in order of fetching
  latest INTEGER NOT NULL,          -- 1 for the newest version of its article
  title TEXT, outlet TEXT, url TEXT, byline TEXT, dateline TEXT,
  published TEXT, fetched TEXT, language TEXT,
  path TEXT,                        -- as it was added
  day TEXT,                         -- date of published, else of fetched
  context TEXT NOT NULL,            -- hash of what the reader is given beside the text
  extra TEXT NOT NULL,              -- JSON: blocks, links, removed
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_article ON document (article, version);
CREATE INDEX document_day ON document (day);
CREATE INDEX document_outlet ON document (outlet, day);
CREATE INDEX document_path ON document (path);

CREATE TABLE document_text (        -- beside document, so that listing documents stays fast
  document_id INTEGER PRIMARY KEY REFERENCES document (id),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE reading (              -- append-only: what one reader found in one document
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  reader TEXT NOT NULL,             -- name and version of the reader
  context TEXT NOT NULL,            -- document.context as it was when read
  body BLOB NOT NULL,               -- zlib of the JSON contract without its document member
  read_at TEXT NOT NULL,
  UNIQUE (document_id, reader, context)
) STRICT;

CREATE TABLE judgement (            -- append-only: a verdict on one thing, or on two together
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  target_kind TEXT NOT NULL,        -- statement, entity, actor, claim, document, relation, forecast
  target TEXT NOT NULL,             -- public id
  other TEXT,                       -- second public id where the verdict is about a pair
  verdict TEXT NOT NULL,
  payload TEXT NOT NULL DEFAULT '{}',  -- JSON: new values, and the anchor (document, spans, words)
  author TEXT NOT NULL,
  author_kind TEXT NOT NULL CHECK (author_kind IN ('person', 'model')),
  at TEXT NOT NULL,                 -- ISO 8601, UTC
  reason TEXT NOT NULL DEFAULT '',
  withdraws TEXT REFERENCES judgement (uid)  -- the judgement this row takes back
) STRICT;
CREATE INDEX judgement_target ON judgement (target_kind, target);
CREATE INDEX judgement_other ON judgement (target_kind, other) WHERE other IS NOT NULL;
CREATE UNIQUE INDEX judgement_withdraws ON judgement (withdraws) WHERE withdraws IS NOT NULL;

CREATE TABLE input (                -- one row per thing added: a file, URL, archive member, feed item
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,        -- absolute path or URL; members as container!member
  path TEXT,                        -- as it was added
  parent TEXT,                      -- the container's name
  state TEXT NOT NULL,              -- 'pending', 'container', or a value of domain.State
  reason TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,                      -- of the bytes last seen
  document_id INTEGER REFERENCES document (id),
  flags TEXT NOT NULL DEFAULT '{}', -- JSON: url, outlet, published, fetched as given by the user
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL
) STRICT;
CREATE INDEX input_state ON input (state);
CREATE INDEX input_parent ON input (parent) WHERE parent IS NOT NULL;
CREATE INDEX input_document ON input (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE capture (              -- which bytes, through which input, gave which document
  document_id INTEGER NOT NULL REFERENCES document (id),
  input_id INTEGER NOT NULL REFERENCES input (id),
  evidence_id INTEGER NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (document_id, input_id, evidence_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX capture_input ON capture (input_id);
CREATE INDEX capture_evidence ON capture (evidence_id);

CREATE TABLE feed (                 -- what polite polling has to remember
  url TEXT PRIMARY KEY,
  etag TEXT, modified TEXT,
  polled_at TEXT, next_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence
  BEGIN SELECT RAISE(ABORT, 'evidence is immutable'); END;
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence
  BEGIN SELECT RAISE(ABORT, 'evidence is immutable'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON document_text
  BEGIN SELECT RAISE(ABORT, 'the text of a document is immutable'); END;
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading
  BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgement_kept BEFORE DELETE ON judgement
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only: withdraw it instead'); END;
