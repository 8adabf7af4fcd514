-- What the matcher has still to look at, so that a question about claims need not look at every
-- document to learn that there is nothing to do.

CREATE TABLE d_unlinked (           -- documents that were read since they were last compared
  document_id INTEGER PRIMARY KEY REFERENCES document (id)
) STRICT;
INSERT INTO d_unlinked SELECT DISTINCT document_id FROM reading;

CREATE TABLE d_linked_with (        -- the model whose vectors the case holds
  model TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
