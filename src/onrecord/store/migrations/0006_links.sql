-- What the matcher keeps of each document, so that a new one is compared with few others.

CREATE TABLE d_vector (             -- one vector for each statement of a document
  document TEXT PRIMARY KEY,        -- its uid
  reading TEXT NOT NULL,            -- hash of the model and the statements the rows stand for
  body BLOB NOT NULL                -- float16 [statements, 384], in the order of the statements
) STRICT, WITHOUT ROWID;

CREATE TABLE d_topic (              -- names and rare words by which documents find each other
  term TEXT NOT NULL,
  document TEXT NOT NULL,
  day TEXT NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (term, day, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_topic_document ON d_topic (document);

CREATE TABLE d_link (               -- scored pairs of statements, first < second
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_link_second ON d_link (second);

CREATE TABLE d_credit (             -- whom an article names as where a statement is from
  statement TEXT NOT NULL,
  name TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (statement, name)
) STRICT, WITHOUT ROWID;
