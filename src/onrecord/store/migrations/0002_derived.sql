-- Derived from the newest reading of each document; dropped and rebuilt by `onrecord rebuild`.
-- Spans are JSON lists of [start, stop] in code points of the document's text.

CREATE TABLE d_statement (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,         -- the statement's public id
  document_id INTEGER NOT NULL REFERENCES document (id),
  start INTEGER NOT NULL,           -- smallest range that covers the content
  stop INTEGER NOT NULL,
  content_spans TEXT NOT NULL, source_spans TEXT, cue_spans TEXT,
  text TEXT NOT NULL,               -- the content's words; interrupted parts joined by ' … '
  source TEXT, cue TEXT,            -- their words
  speaker TEXT,                     -- fullest name or description in the document
  speaker_entity TEXT,              -- d_entity.uid
  quote TEXT NOT NULL, kind TEXT NOT NULL, identity TEXT NOT NULL,
  act TEXT NOT NULL, factuality TEXT NOT NULL, reporter TEXT NOT NULL,
  forecast INTEGER NOT NULL, conditional INTEGER NOT NULL,
  title TEXT, basis TEXT, addressee TEXT, via TEXT,
  said_from TEXT, said_to TEXT,     -- when it was said, as an interval
  verification TEXT,                -- status
  parent TEXT,                      -- uid of the statement it is nested in
  confidence REAL NOT NULL,
  outlet TEXT, day TEXT,            -- the document's, here for speed
  judged TEXT,                      -- the standing verdict, if any: a person's before a model's
  judged_by TEXT,                   -- its author
  judged_by_kind TEXT,              -- person or model
  read_speaker TEXT                 -- what was read, where a judgement put another in speaker
) STRICT;
CREATE INDEX d_statement_document ON d_statement (document_id, start);
CREATE INDEX d_statement_speaker ON d_statement (speaker COLLATE NOCASE, day);
CREATE INDEX d_statement_day ON d_statement (day);
CREATE INDEX d_statement_outlet ON d_statement (outlet COLLATE NOCASE, day);
CREATE INDEX d_statement_act ON d_statement (act, day);
CREATE INDEX d_statement_kind ON d_statement (kind, day);
CREATE INDEX d_statement_identity ON d_statement (identity, day);
CREATE INDEX d_statement_factuality ON d_statement (factuality, day);
CREATE INDEX d_statement_forecast ON d_statement (day) WHERE forecast = 1;
CREATE INDEX d_statement_distanced ON d_statement (reporter, day) WHERE reporter <> 'neutral';
CREATE INDEX d_statement_parent ON d_statement (parent) WHERE parent IS NOT NULL;
CREATE INDEX d_statement_judged ON d_statement (judged) WHERE judged IS NOT NULL;

CREATE TABLE d_entity (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,         -- document uid, ':', the entity's id in its reading
  document_id INTEGER NOT NULL REFERENCES document (id),
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,            -- JSON list
  roles TEXT NOT NULL,              -- JSON list of {text, former, since, until}
  mentions INTEGER NOT NULL,
  start INTEGER                     -- first mention
) STRICT;
CREATE INDEX d_entity_document ON d_entity (document_id);
CREATE INDEX d_entity_name ON d_entity (name COLLATE NOCASE, type);

CREATE TABLE d_statement_entity (   -- who a statement is by, about, or to
  entity_id INTEGER NOT NULL REFERENCES d_entity (id),
  role TEXT NOT NULL,               -- speaker, about, addressee
  statement_id INTEGER NOT NULL REFERENCES d_statement (id),
  PRIMARY KEY (entity_id, role, statement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_statement_entity_statement ON d_statement_entity (statement_id);

CREATE TABLE d_quantity (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  statement TEXT,                   -- uid of the statement whose content holds it
  start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
  value REAL NOT NULL, high REAL, bound TEXT NOT NULL, unit TEXT, counted TEXT
) STRICT;
CREATE INDEX d_quantity_document ON d_quantity (document_id);
CREATE INDEX d_quantity_statement ON d_quantity (statement) WHERE statement IS NOT NULL;

CREATE TABLE d_time (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  statement TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
  type TEXT NOT NULL, value TEXT NOT NULL, mod TEXT,
  starts TEXT, ends TEXT            -- the interval it denotes, inclusive
) STRICT;
CREATE INDEX d_time_document ON d_time (document_id);
CREATE INDEX d_time_statement ON d_time (statement) WHERE statement IS NOT NULL;
CREATE INDEX d_time_starts ON d_time (starts) WHERE starts IS NOT NULL;

CREATE TABLE d_event (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,         -- document uid, ':', the event's id in its reading
  document_id INTEGER NOT NULL REFERENCES document (id),
  statement TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, predicate TEXT NOT NULL,
  type TEXT NOT NULL, mode TEXT, modality TEXT NOT NULL,
  actor TEXT, recipient TEXT, place TEXT,
  starts TEXT, ends TEXT, day TEXT
) STRICT;
CREATE INDEX d_event_document ON d_event (document_id);
CREATE INDEX d_event_statement ON d_event (statement) WHERE statement IS NOT NULL;
CREATE INDEX d_event_type ON d_event (type, day);

-- The two tables of counts hold the newest version of each article, without what was judged to be
-- no statement.
CREATE TABLE d_tally (              -- how many statements have which value; kept as they are added
  facet TEXT NOT NULL,              -- act, kind, identity, factuality, reporter, quote, outlet, day, …
  value TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE d_source (             -- which outlet relies on whom, and how often
  outlet TEXT NOT NULL,
  speaker TEXT NOT NULL,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  official INTEGER NOT NULL,        -- 1 for who holds public office and public bodies
  n INTEGER NOT NULL,
  PRIMARY KEY (outlet, speaker, kind, identity, official)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_source_speaker ON d_source (speaker COLLATE NOCASE);

-- Full text, without a second copy of the words (external content, which SQLite
-- as old as Python's own can open; contentless_delete cannot). The rowid is the id of d_statement,
-- document, d_entity. An entry leaves before its row does or changes: the words are looked up there.
CREATE VIRTUAL TABLE d_statement_fts USING fts5 (
  text, speaker, addressee, via,
  content='d_statement', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE d_document_fts USING fts5 (
  text,
  content='document_text', content_rowid='document_id', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE d_title_fts USING fts5 (  -- its own copy: a title can be put right later
  title, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE d_entity_fts USING fts5 (
  name, aliases,
  content='d_entity', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
