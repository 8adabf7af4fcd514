-- Scored pairs are kept for each two documents together; a case is linked anew for that.

DROP TABLE d_link;
CREATE TABLE d_link (               -- scored pairs of statements of two documents, or of one
  first TEXT NOT NULL,              -- a document's uid
  second TEXT NOT NULL,             -- another's, not smaller
  body BLOB NOT NULL,               -- uint16 [pairs, 3]: row in first, row in second, score × 10,000
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX d_link_second ON d_link (second);

DROP TABLE d_vector;
CREATE TABLE d_vector (             -- one vector for each statement of a document
  document TEXT PRIMARY KEY,        -- its uid
  reading TEXT NOT NULL,            -- hash of the model and the statements the rows stand for
  body BLOB NOT NULL,               -- float16 [statements, 384], in the order of the statements
  statements TEXT NOT NULL          -- JSON: their uids, in the order of the rows
) STRICT, WITHOUT ROWID;
DELETE FROM d_linked_with;
